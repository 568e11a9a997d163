using Striate.Kernels;
using Striate.Kernels.Reduce;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class CtcTests
{
    [Fact]
    public void Ctc_Gradient_EqualsFiniteDifferences() => Run(
        [Random([4, 2, 3], 1, 2)],
        i => Ops.Ctc(i[0], [1, 2, 2], [2, 1], [4, 3]),
        i => [CtcKernel.Reference.Forward<double>(
            new CtcBatch { Steps = 4, Samples = 2, Classes = 3, Labels = [1, 2, 2], LabelLengths = [2, 1], InputLengths = [4, 3] }, new CtcSettings(), i[0])]);

    [Fact]
    public void Ctc_LogProbabilities_AreScoresToo()
    {
        var scores = Random([4, 1, 3], 1);
        var shifted = scores.Clone();
        foreach (ref var value in shifted.Span)
        {
            value -= 2;
        }

        Assert.Equal(Ops.Ctc(scores, [1, 2], [2]).Item(), Ops.Ctc(shifted, [1, 2], [2]).Item(), 1e-5);
    }

    [Fact]
    public void Ctc_TwoAxes_SaysWhatItTakes() => Assert.Equal(
        "scores [4, 3], expected [T, N, C]: a row of class scores for each step and sample.",
        Assert.Throws<ShapeException>(() => Ops.Ctc(Tensor.Zeros([4, 3]), [1], [1])).Message);
}
