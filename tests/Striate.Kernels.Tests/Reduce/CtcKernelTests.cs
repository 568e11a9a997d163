using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class CtcKernelTests
{
    private const double Step = 1e-5;

    // Repeated labels, a sample without any, one with fewer steps, and one whose labels just fit.
    private static CtcBatch Batch => new()
    {
        Steps = 5,
        Samples = 4,
        Classes = 3,
        Labels = [1, 1, 2, 2, 1, 2],
        LabelLengths = [2, 0, 1, 3],
        InputLengths = [5, 4, 3, 3],
    };

    [Theory]
    [InlineData(Reduction.Mean)]
    [InlineData(Reduction.Sum)]
    public void Run_ShortSequences_EqualsTheListOfAllPaths(Reduction reduction)
    {
        var settings = new CtcSettings(Reduction: reduction);
        var scores = Array.ConvertAll(Guarded.Numbers(60, 1), value => value * 3);
        var wide = Compare.Widen(scores);
        double Reference() => CtcKernel.Reference.Forward<double>(Batch, settings, wide);
        Assert.Equal(Reference(), CtcKernel.Run(Batch, settings, scores, []), 1e-5);
        Compare.WithReference(
            60,
            d =>
            {
                for (var i = 0; i < d.Length; i++)
                {
                    var middle = wide[i];
                    wide[i] = middle + Step;
                    var above = Reference();
                    wide[i] = middle - Step;
                    d[i] = (above - Reference()) / (2 * Step);
                    wide[i] = middle;
                }
            },
            d => CtcKernel.Run(Batch, settings, scores, d));
    }

    [Fact]
    public void Run_LabelsThatDoNotFit_CostInfinityOrNothing()
    {
        var gradient = new float[6];
        Assert.Equal(float.PositiveInfinity, CtcKernel.Run(Tight(), new CtcSettings(), new float[6], []));
        Assert.Equal(0, CtcKernel.Run(Tight(), new CtcSettings(ZeroInfinity: true), new float[6], gradient));
        Assert.All(gradient, value => Assert.Equal(0, value));

        // Equal labels need a blank between them: three steps.
        static CtcBatch Tight() => new() { Steps = 2, Samples = 1, Classes = 3, Labels = [1, 1], LabelLengths = [2], InputLengths = [2] };
    }

    [Fact]
    public void Run_LongSequence_StaysFinite()
    {
        var labels = Enumerable.Repeat(0, 100).Select((_, i) => 1 + (i % 2)).ToArray();
        var (scores, gradient) = (Array.ConvertAll(Guarded.Numbers(3000, 1), value => value * 20), new float[3000]);
        var batch = new CtcBatch { Steps = 1000, Samples = 1, Classes = 3, Labels = labels, LabelLengths = [100], InputLengths = [1000] };
        Assert.InRange(CtcKernel.Run(batch, new CtcSettings(Reduction: Reduction.Sum), scores, gradient), 10, 1e5);
        Assert.All(gradient, value => Assert.InRange(value, -1.0001f, 1.0001f));
    }

    [Fact]
    public void Run_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var gradient = new float[60];
        return [CtcKernel.Run(Batch, new CtcSettings(), Guarded.Numbers(60, 1), gradient), .. gradient];
    });

    [Fact]
    public void Run_WrongLabelsOrLengths_SaysWhich()
    {
        AssertError("label 0 is none: labels are classes from 0 to 2, but not the blank, 0.", [0], [1], [2], 0);
        AssertError("1 labels, but the samples' lengths sum to 2. Give the labels of all samples one after another.", [1], [2], [2], 0);
        AssertError("sample 0 has 1 labels and 3 steps; expected at least 0 labels and from 0 to 2 steps.", [1], [1], [3], 0);
        AssertError("1 lengths of labels and 0 of inputs for 1 samples. Give one of both a sample.", [1], [1], [], 0);
        AssertError("blank 3 is no class: scores [2, 1, 3] have classes from 0 to 2.", [1], [1], [2], 3);

        static void AssertError(string expected, int[] labels, int[] labelLengths, int[] inputLengths, int blank) => Assert.Equal(
            expected,
            Assert.Throws<ShapeException>(() => CtcKernel.Run(
                new CtcBatch { Steps = 2, Samples = 1, Classes = 3, Labels = labels, LabelLengths = labelLengths, InputLengths = inputLengths },
                new CtcSettings(blank), new float[6], [])).Message);
    }
}
