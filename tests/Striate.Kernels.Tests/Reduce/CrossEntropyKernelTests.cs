using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class CrossEntropyKernelTests
{
    private const double Step = 1e-6;

    [Theory]
    [InlineData(0, false, Reduction.Mean)]
    [InlineData(0.1, false, Reduction.Mean)]
    [InlineData(1, false, Reduction.Mean)]
    [InlineData(0.1, true, Reduction.Mean)]
    [InlineData(0, true, Reduction.Sum)]
    public void Run_OddSizes_EqualsReference(double smoothing, bool isWeighted, Reduction reduction)
    {
        foreach (var classes in Compare.OddSizes.Where(size => size > 0).Append(100))
        {
            foreach (var samples in new[] { 1, 5, 33 })
            {
                var scores = Array.ConvertAll(Guarded.Numbers(samples * classes, 1), value => value * 5);
                var weights = isWeighted ? Array.ConvertAll(Guarded.Numbers(classes, 2), value => value + 1.5f) : [];
                var labels = Enumerable.Range(0, samples).Select(i => i % 4 == 3 ? -7 : i * 7 % classes).ToArray();
                var settings = new CrossEntropySettings(smoothing, -7, reduction);
                var (wide, wideWeights) = (Compare.Widen(scores), Compare.Widen(weights));
                Check(
                    wide,
                    () => CrossEntropyKernel.Reference.Forward<double>(samples, classes, wide, labels, settings, wideWeights),
                    d => CrossEntropyKernel.Run(samples, classes, scores, labels, settings, weights, d),
                    reduction == Reduction.Sum ? samples : 1);

                var targets = Array.ConvertAll(Guarded.Numbers(scores.Length, 3), value => (value + 1) / classes);
                Check(
                    wide,
                    () => CrossEntropyKernel.Reference.Forward<double>(samples, classes, wide, Compare.Widen(targets), settings, wideWeights),
                    d => CrossEntropyKernel.Run(samples, classes, scores, targets, settings, weights, d),
                    reduction == Reduction.Sum ? samples : 1);
            }
        }
    }

    [Theory]
    [InlineData(2, false, Reduction.Mean)]
    [InlineData(0.5, true, Reduction.Mean)]
    [InlineData(1, true, Reduction.Sum)]
    public void Run_Focus_EqualsReference(double gamma, bool isWeighted, Reduction reduction)
    {
        foreach (var classes in new[] { 2, 7, 33 })
        {
            const int Samples = 9;
            var scores = Array.ConvertAll(Guarded.Numbers(Samples * classes, 1), value => value * 5);
            var weights = isWeighted ? Array.ConvertAll(Guarded.Numbers(classes, 2), value => value + 1.5f) : [];
            var labels = Enumerable.Range(0, Samples).Select(i => i % 4 == 3 ? -7 : i * 7 % classes).ToArray();
            var settings = new CrossEntropySettings(0, -7, reduction, gamma);
            var (wide, wideWeights) = (Compare.Widen(scores), Compare.Widen(weights));
            Check(
                wide,
                () => CrossEntropyKernel.Reference.Forward<double>(Samples, classes, wide, labels, settings, wideWeights),
                d => CrossEntropyKernel.Run(Samples, classes, scores, labels, settings, weights, d),
                reduction == Reduction.Sum ? Samples : 1);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Run_FocusOnAPerfectAnswer_IsNothing(double gamma)
    {
        var gradient = new float[2];
        Assert.Equal(0, CrossEntropyKernel.Run(1, 2, [200, -200], [0], new CrossEntropySettings(Focus: gamma), [], gradient));
        Assert.Equal([0, 0], gradient);
        Assert.Equal(float.NaN, CrossEntropyKernel.Run(1, 2, [float.NaN, 0], [0], new CrossEntropySettings(Focus: gamma), [], gradient));
    }

    [Fact]
    public void Run_LargeScores_DoNotOverflow() =>
        Assert.Equal(2e5f, CrossEntropyKernel.Run(1, 3, [1e5f, 0, -1e5f], [2], default, [], new float[3]));

    [Fact]
    public void Run_NothingCounts_Is0()
    {
        var gradient = new float[4];
        gradient.AsSpan().Fill(float.NaN);
        Assert.Equal(0, CrossEntropyKernel.Run(2, 2, [1, 2, 3, 4], [-1, -1], new CrossEntropySettings(IgnoredLabel: -1), [], gradient));
        Assert.Equal([0, 0, 0, 0], gradient);
    }

    [Fact]
    public void Run_NaN_IsPassedOn() => Assert.Equal(float.NaN, CrossEntropyKernel.Run(1, 3, [0, float.NaN, 0], [0], default, [], []));

    [Fact]
    public void Run_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (hard, soft) = (new float[5000 * 11], new float[5000 * 11]);
        var labels = Enumerable.Range(0, 5000).Select(i => i % 11).ToArray();
        var (scores, settings) = (Guarded.Numbers(hard.Length, 1), new CrossEntropySettings(0.1));
        var loss = CrossEntropyKernel.Run(5000, 11, scores, labels, settings, [], hard);
        return [loss, CrossEntropyKernel.Run(5000, 11, scores, Guarded.Numbers(hard.Length, 2), settings, [], soft), .. hard, .. soft];
    });

    // The loss against the twin's, the gradient against the twin's differences.
    private static void Check(double[] wide, Func<double> reference, Func<Span<float>, float> kernel, double scale)
    {
        var expected = reference();
        Assert.Equal(expected, kernel([]), 4e-6 * (1 + Math.Abs(expected)) * scale);
        Compare.WithReference(
            wide.Length,
            d =>
            {
                for (var i = 0; i < d.Length; i += Math.Max(1, d.Length / 20))
                {
                    d[i] = Difference(i);
                }
            },
            d =>
            {
                kernel(d);
                for (var i = 0; i < d.Length; i++)
                {
                    d[i] = i % Math.Max(1, d.Length / 20) == 0 ? d[i] : 0;
                }
            },
            4e-6,
            scale);

        double Difference(int i)
        {
            var middle = wide[i];
            wide[i] = middle + Step;
            var above = reference();
            wide[i] = middle - Step;
            var below = reference();
            wide[i] = middle;
            return (above - below) / (2 * Step);
        }
    }
}
