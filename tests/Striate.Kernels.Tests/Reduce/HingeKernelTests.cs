using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class HingeKernelTests
{
    [Fact]
    public void Run_OddSizes_EqualsReference()
    {
        foreach (var classes in Compare.OddSizes.Where(size => size > 0).Append(1000))
        {
            foreach (var samples in new[] { 1, 5, 70 })
            {
                var scores = Array.ConvertAll(Guarded.Numbers(samples * classes, 1), value => value * 2);
                var labels = Enumerable.Range(0, samples).Select(i => i * 7 % classes).ToArray();
                var expected = HingeKernel.Reference.Forward<double>(samples, classes, Compare.Widen(scores), labels, 1);
                Assert.Equal(expected, HingeKernel.Run(samples, classes, scores, labels, 1, []), 2e-6 * (1 + expected));
                Compare.WithReference(
                    scores.Length,
                    d => HingeKernel.Reference.Backward(samples, classes, Compare.Widen(scores), labels, 1, d),
                    d => HingeKernel.Run(samples, classes, scores, labels, 1, d));
            }
        }
    }

    // The lecture's three pictures: losses 2.9, 0 and 12.9.
    [Fact]
    public void Run_CatCarFrog_GivesTheLecturesLoss()
    {
        float[] scores = [3.2f, 5.1f, -1.7f, 1.3f, 4.9f, 2.0f, 2.2f, 2.5f, -3.1f];
        Assert.Equal((2.9 + 0 + 12.9) / 3, HingeKernel.Run(3, 3, scores, [0, 1, 2], 1, []), 1e-5);
    }

    [Fact]
    public void Run_NaN_IsPassedOn() => Assert.Equal(float.NaN, HingeKernel.Run(1, 3, [0, float.NaN, 0], [0], 1, []));
}
