using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Kernels.Shaping;
using Striate.Tensors;

namespace Striate.Networks.Tests.Layers;

/// <summary>Layers without parameters that rearrange and resize: what they are called and what they do to a shape.</summary>
public class ShapingLayersTests
{
    private static readonly Dictionary<string, (Module Layer, Shape Input, Shape Output)> Layers = new()
    {
        ["Flatten"] = (new Flatten(), [2, 3, 4, 5], [2, 60]),
        ["Unflatten axis 1 to 2×-1"] = (new Unflatten(1, 2, -1), [2, 6, 4], [2, 2, 3, 4]),
        ["Pad2d 1×2, Reflect"] = (new Pad2d((1, 2), PadMode.Reflect), [2, 3, 4, 5], [2, 3, 6, 9]),
        ["Upsample ×2, Nearest"] = (new Upsample(scaleFactor: 2), [2, 3, 4, 5], [2, 3, 8, 10]),
        ["Upsample to 7×9, Bilinear"] = (new Upsample((7, 9), ResizeMode.Bilinear, alignCorners: true), [2, 3, 4, 5], [2, 3, 7, 9]),
        ["PixelShuffle ×2"] = (new PixelShuffle(2), [2, 12, 4, 5], [2, 3, 8, 10]),
        ["PixelUnshuffle ÷2"] = (new PixelUnshuffle(2), [2, 3, 4, 6], [2, 12, 2, 3]),
        ["ChannelShuffle of 3 groups"] = (new ChannelShuffle(3), [2, 12, 4, 5], [2, 12, 4, 5]),
        ["Unfold 3×3"] = (new Unfold(3, padding: 1), [2, 3, 4, 5], [2, 27, 20]),
        ["Fold 3×3 to 4×5"] = (new Fold((4, 5), 3, padding: 1), [2, 27, 20], [2, 3, 4, 5]),
    };

    public static TheoryData<string> Names() => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_AnInput_GivesTheStatedShape(string description)
    {
        var (layer, input, output) = Layers[description];
        Assert.Equal(description, layer.Description);
        Assert.Equal(output, layer.Forward(Tensor.Zeros(input)).Shape);
    }

    [Fact]
    public void Pad2d_BeforeAConvolution_SeesWhatAPaddedConvolutionSees()
    {
        var padded = Summary.Of(new Sequential(new Conv2d(3, 4, 3, stride: 2), new Pad2d(1), new Conv2d(4, 4, 3)), [3, 32, 32]).Rows[^1];
        var expected = Summary.Of(new Sequential(new Conv2d(3, 4, 3, stride: 2), new Conv2d(4, 4, 3, padding: 1)), [3, 32, 32]).Rows[^1];
        Assert.Equal((expected.Rows, expected.Columns), (padded.Rows, padded.Columns));
    }

    [Fact]
    public void Upsample_WholeNumber_IsAFactor()
    {
        Assert.Equal([1, 1, 4, 6], new Upsample(2).Forward(Tensor.Zeros([1, 1, 2, 3])).Shape);
        Assert.Equal([1, 1, 7, 5], new Upsample((7, 5)).Forward(Tensor.Zeros([1, 1, 2, 3])).Shape);
    }
}
