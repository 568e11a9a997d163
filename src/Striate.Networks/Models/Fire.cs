using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// The block of a SqueezeNet: few 1×1 filters squeeze the channels, then 1×1 and 3×3 filters side by side expand them again, so
/// that the 3×3 filters are small. Iandola et al., arXiv:1602.07360, section 3.2.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, 8·squeeze, H, W].</remarks>
public sealed class Fire : Module
{
    private readonly Conv2d _squeeze, _expand1x1, _expand3x3;
    private readonly Relu _squeezeActivation, _expand1x1Activation, _expand3x3Activation;

    /// <summary>Builds the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="squeeze">Filters that squeeze; each of the two expansions has four times as many.</param>
    public Fire(int inChannels, int squeeze)
    {
        _squeeze = Add("squeeze", Parts.BiasedConvolution(inChannels, squeeze, 1));
        _squeezeActivation = Add("squeeze_activation", new Relu());
        _expand1x1 = Add("expand1x1", Parts.BiasedConvolution(squeeze, 4 * squeeze, 1));
        _expand1x1Activation = Add("expand1x1_activation", new Relu());
        _expand3x3 = Add("expand3x3", Parts.BiasedConvolution(squeeze, 4 * squeeze, 3, padding: 1));
        _expand3x3Activation = Add("expand3x3_activation", new Relu());
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        x = _squeezeActivation.Forward(_squeeze.Forward(x));
        return Ops.ConcatChannels(
            _expand1x1Activation.Forward(_expand1x1.Forward(x)), _expand3x3Activation.Forward(_expand3x3.Forward(x)));
    }
}
