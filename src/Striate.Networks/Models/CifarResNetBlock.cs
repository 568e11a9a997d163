using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A block of a <see cref="CifarResNet"/>: two 3×3 convolutions with batch normalisation, added to the input, which a
/// <see cref="PaddedShortcut"/> brings to their shape where it changes. He et al., arXiv:1512.03385.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉].</remarks>
public sealed class CifarResNetBlock : Module
{
    private readonly Conv2d _conv1, _conv2;
    private readonly BatchNorm2d _bn1, _bn2;
    private readonly Relu _relu;
    private readonly Module _shortcut;

    /// <summary>Builds the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Filters of the convolutions.</param>
    /// <param name="stride">Step of the first convolution.</param>
    public CifarResNetBlock(int inChannels, int outChannels, int stride)
    {
        _conv1 = Add("conv1", Parts.Convolution(inChannels, outChannels, 3, stride));
        _bn1 = Add("bn1", new BatchNorm2d(outChannels));
        _conv2 = Add("conv2", Parts.Convolution(outChannels, outChannels, 3));
        _bn2 = Add("bn2", new BatchNorm2d(outChannels));
        _relu = Add("relu", new Relu());
        _shortcut = Add<Module>("shortcut", stride == 1 && inChannels == outChannels ? new Identity() : new PaddedShortcut(inChannels, outChannels, stride));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var y = _relu.Forward(_bn1.Forward(_conv1.Forward(x)));
        y = _bn2.Forward(_conv2.Forward(y));
        return _relu.Forward(Ops.Add(y, _shortcut.Forward(x)));
    }
}
