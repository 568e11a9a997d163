using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A convolution in two steps: filters that look around in one channel each, and 1×1 filters that mix the channels. For 3×3 filters it takes
/// some eight to nine times fewer multiply-adds than a convolution that does both at once. Howard et al., arXiv:1704.04861; Chollet, arXiv:1610.02357.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, outChannels, OH, OW]. Its parts are "depthwise", without a bias, and "pointwise".</remarks>
public sealed class DepthwiseSeparableConv2d : Module
{
    private readonly Conv2d _depthwise, _pointwise;

    /// <summary>Builds the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Height and width of the filters that look around.</param>
    /// <param name="stride">Step of the window; null for 1.</param>
    /// <param name="padding">Zeros around the input: numbers, or <see cref="Padding2d.Same"/>.</param>
    /// <param name="dilation">Distance between a filter's places; null for 1.</param>
    /// <param name="depthMultiplier">Filters for each channel in the first step.</param>
    /// <param name="bias">Whether each channel of the output has a bias.</param>
    /// <exception cref="ShapeException">A size is not positive.</exception>
    public DepthwiseSeparableConv2d(
        int inChannels, int outChannels, Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null,
        int depthMultiplier = 1, bool bias = true)
    {
        var inner = inChannels * depthMultiplier;
        _depthwise = Add("depthwise", new Conv2d(inChannels, inner, kernelSize, stride, padding, dilation, groups: inChannels, bias: false));
        _pointwise = Add("pointwise", new Conv2d(inner, outChannels, 1, bias: bias));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _pointwise.Forward(_depthwise.Forward(x));
}
