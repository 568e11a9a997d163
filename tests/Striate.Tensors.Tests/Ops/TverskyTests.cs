using Striate.Kernels;
using Striate.Kernels.Reduce;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class TverskyTests
{
    [Fact]
    public void Tversky_Gradient_EqualsFiniteDifferences() => Check((p, t) => Ops.Tversky(p, t, 0.2, 0.9, 0.5), new TverskySettings(0.2, 0.9, 0.5));

    [Fact]
    public void Dice_Gradient_EqualsFiniteDifferences() => Check((p, t) => Ops.Dice(p, t, 0.5), new TverskySettings(0.5, 0.5, 0.25));

    [Fact]
    public void Dice_RightOrWrongAltogether_Is0OrNearly1()
    {
        var t = Tensor.From([1, 1, 0, 0], [1, 1, 2, 2]);
        Assert.Equal(0, Ops.Dice(t, t).Item());
        Assert.Equal(0.8f, Ops.Dice(Tensor.From([0, 0, 1, 1], [1, 1, 2, 2]), t, 1).Item());
    }

    [Fact]
    public void Tversky_WrongInput_SaysWhatIsExpected()
    {
        Assert.Equal(
            "probabilities [1, 2, 3, 3] and targets [1, 1, 3, 3] must have the same shape.",
            Assert.Throws<ShapeException>(() => Ops.Tversky(Tensor.Zeros([1, 2, 3, 3]), Tensor.Zeros([1, 1, 3, 3]))).Message);
        Assert.StartsWith(
            "Dice: smoothing is 0, expected above 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Dice(Tensor.Zeros([1, 1, 1, 1]), Tensor.Zeros([1, 1, 1, 1]), 0)).Message, StringComparison.Ordinal);
    }

    private static void Check(Func<Tensor, Tensor, Tensor> operation, TverskySettings settings)
    {
        var t = Ops.ToChannelsLast(Tensor.From([.. Enumerable.Range(0, 24).Select(i => i % 3 == 0 ? 1f : 0)], [2, 3, 2, 2]));
        var wide = Array.ConvertAll(t.Span.ToArray(), value => (double)value);
        Run([Ops.Softmax(Random([2, 3, 2, 2], 1)).Clone()], i => operation(i[0], t), i => [TverskyKernel.Reference.Forward<double>(2, 4, 3, settings, i[0], wide)]);
    }
}
