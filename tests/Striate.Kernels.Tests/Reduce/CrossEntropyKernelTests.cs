using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class CrossEntropyKernelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    [InlineData(1)]
    public void Run_OddSizes_EqualsReference(float smoothing)
    {
        foreach (var classes in Compare.OddSizes.Where(size => size > 0).Append(1000))
        {
            foreach (var samples in new[] { 1, 5, 70 })
            {
                var scores = Array.ConvertAll(Guarded.Numbers(samples * classes, 1), value => value * 5);
                var labels = Enumerable.Range(0, samples).Select(i => i * 7 % classes).ToArray();
                var expected = CrossEntropyKernel.Reference.Forward<double>(samples, classes, Compare.Widen(scores), labels, smoothing);
                Assert.Equal(expected, CrossEntropyKernel.Run(samples, classes, scores, labels, smoothing, []), 2e-6 * (1 + expected));
                Compare.WithReference(
                    scores.Length,
                    d => CrossEntropyKernel.Reference.Backward(samples, classes, Compare.Widen(scores), labels, smoothing, d),
                    d => CrossEntropyKernel.Run(samples, classes, scores, labels, smoothing, d),
                    // With a single class the exact gradient is 0, and there is no largest value to compare with.
                    classes == 1 ? double.PositiveInfinity : 2e-6);
            }
        }
    }

    [Fact]
    public void Run_LargeScores_DoNotOverflow() =>
        Assert.Equal(2e5f, CrossEntropyKernel.Run(1, 3, [1e5f, 0, -1e5f], [2], 0, new float[3]));

    [Fact]
    public void Run_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var gradient = new float[5000 * 11];
        var labels = Enumerable.Range(0, 5000).Select(i => i % 11).ToArray();
        var loss = CrossEntropyKernel.Run(5000, 11, Guarded.Numbers(gradient.Length, 1), labels, 0.1f, gradient);
        return [loss, .. gradient];
    });
}
