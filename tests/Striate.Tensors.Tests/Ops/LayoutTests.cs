using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class LayoutTests
{
    [Fact]
    public void ToRowMajor_Images_GradientEqualsFiniteDifferences() =>
        Run([Random([2, 3, 2, 4], 1)], inputs => Ops.ToRowMajor(inputs[0]), inputs => ChannelsFirst(inputs[0]));

    [Fact]
    public void ToChannelsLast_RowMajorImages_SameNumbersAndGradient()
    {
        var x = Tensor.From(Numbers(48, 1), [2, 3, 2, 4]);
        x.RequiresGrad = true;
        using var tape = new Tape();
        var y = Ops.ToChannelsLast(x);
        Assert.Equal(Layout.ChannelsLast, y.Layout);
        Assert.Equal(x.ToArray(), y.ToArray());
        Assert.Equal(x[1, 2, 0, 3], y[1, 2, 0, 3]);
        WeightedSum(y, y.Span.ToArray()).Backward();
        Assert.Equal(x.ToArray(), x.Grad!.ToArray());
    }

    [Fact]
    public void ToChannelsLast_OneChannel_SharesTheMemory()
    {
        var x = Tensor.Zeros([2, 1, 3, 4]);
        Ops.ToChannelsLast(x).Span[5] = 7;
        Assert.Equal(7, x.Span[5]);
    }

    // [2, 3, 2, 4] from channels-last to row-major, index by index.
    internal static double[] ChannelsFirst(double[] x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < y.Length; i++)
        {
            var (n, c, h, w) = (i / 24, i / 8 % 3, i / 4 % 2, i % 4);
            y[i] = x[(((((n * 2) + h) * 4) + w) * 3) + c];
        }

        return y;
    }
}
