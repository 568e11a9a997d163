using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// The block of a MobileNetV2: 1×1 filters expand the channels, a 3×3 filter for each channel looks around, and 1×1 filters
/// project down again, without an activation, since it would lose what few channels hold. Where the shape stays, the input is
/// added. Sandler et al., arXiv:1801.04381, section 3.3.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, outChannels, H/stride, W/stride], rounded up.</remarks>
public sealed class InvertedResidual : Module
{
    private readonly Sequential _body;
    private readonly bool _addsInput;

    /// <summary>Builds the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="stride">Step of the block, 1 or 2.</param>
    /// <param name="expansion">How many times the channels of the input there are inside; 1 for no expansion.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another stride.</exception>
    public InvertedResidual(int inChannels, int outChannels, int stride, int expansion)
        : this("conv", Body(inChannels, outChannels, stride, expansion), stride == 1 && inChannels == outChannels)
    {
    }

    /// <summary>The same around other layers, as the successors of MobileNetV2 have them, under the name that they give them.</summary>
    internal InvertedResidual(string name, Sequential body, bool addsInput) => (_body, _addsInput) = (Add(name, body), addsInput);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _addsInput ? Ops.Add(x, _body.Forward(x)) : _body.Forward(x);

    private static Sequential Body(int inChannels, int outChannels, int stride, int expansion)
    {
        if (stride is not (1 or 2))
        {
            throw new ArgumentOutOfRangeException(nameof(stride), $"InvertedResidual: stride is {stride}, expected 1 or 2.");
        }

        var inner = inChannels * expansion;
        var body = new Sequential();
        if (expansion != 1)
        {
            body.Add(MobileNetV2.ConvNormRelu6(inChannels, inner, 1));
        }

        body.Add(MobileNetV2.ConvNormRelu6(inner, inner, 3, stride, groups: inner));
        body.Add(Parts.Convolution(inner, outChannels, 1));
        body.Add(new BatchNorm2d(outChannels));
        return body;
    }
}
