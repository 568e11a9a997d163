using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Layers;

public class PaddedShortcutTests
{
    [Theory]
    [InlineData(2, 5, 2, 5, 4)]
    [InlineData(3, 3, 1, 2, 2)]
    [InlineData(1, 4, 3, 1, 7)]
    public void Forward_AnySize_IsEverySoManiethPixelBetweenZeros(int inChannels, int outChannels, int stride, int height, int width)
    {
        using var scope = new Scope();
        var x = Tensor.Normal([2, inChannels, height, width], new Rng(1));
        var y = new PaddedShortcut(inChannels, outChannels, stride).Forward(x);
        Assert.Equal([2, outChannels, (height + stride - 1) / stride, (width + stride - 1) / stride], y.Shape);
        var before = (outChannels - inChannels) / 2;
        for (var c = 0; c < outChannels; c++)
        {
            for (var i = 0; i < y.Shape[2]; i++)
            {
                for (var j = 0; j < y.Shape[3]; j++)
                {
                    var from = c - before;
                    Assert.Equal(from >= 0 && from < inChannels ? x[1, from, i * stride, j * stride] : 0, y[1, c, i, j]);
                }
            }
        }
    }

    [Fact]
    public void Backward_OfASum_IsOneAtThePixelsThatAreTaken()
    {
        using var tape = new Tape();
        var x = Tensor.Zeros([1, 1, 3, 3]);
        x.RequiresGrad = true;
        var y = new PaddedShortcut(1, 2, 2).Forward(x);
        y.Backward(Tensor.Full(y.Shape, 1));
        Assert.Equal([1, 0, 1, 0, 0, 0, 1, 0, 1], x.Grad!.ToArray());
    }

    [Fact]
    public void Create_FewerChannels_Error()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new PaddedShortcut(4, 2, 1));
        Assert.StartsWith("PaddedShortcut: outChannels is 2, expected at least inChannels 4.", error.Message, StringComparison.Ordinal);
    }
}
