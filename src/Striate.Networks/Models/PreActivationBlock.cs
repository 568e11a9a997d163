using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A residual block that normalises and activates before each of its two 3×3 convolutions, so that the sum is passed on untouched.
/// He et al., arXiv:1603.05027; with dropout between the convolutions: Zagoruyko and Komodakis, arXiv:1605.07146.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, outChannels, H/stride, W/stride], rounded up. Where the shape changes, 1×1
/// filters bring the activated input to the output's shape.</remarks>
public sealed class PreActivationBlock : Module
{
    private readonly BatchNorm2d _bn1, _bn2;
    private readonly Relu _relu1, _relu2;
    private readonly Conv2d _conv1, _conv2;
    private readonly Dropout _dropout;
    private readonly Conv2d? _shortcut;

    /// <summary>Builds the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Filters of both convolutions.</param>
    /// <param name="stride">Step of the block.</param>
    /// <param name="dropout">Share of the numbers that are dropped between the convolutions.</param>
    public PreActivationBlock(int inChannels, int outChannels, int stride, double dropout = 0)
    {
        _bn1 = Add("bn1", new BatchNorm2d(inChannels));
        _relu1 = Add("relu1", new Relu());
        _conv1 = Add("conv1", Parts.Convolution(inChannels, outChannels, 3, stride));
        _bn2 = Add("bn2", new BatchNorm2d(outChannels));
        _relu2 = Add("relu2", new Relu());
        _dropout = Add("dropout", new Dropout(dropout));
        _conv2 = Add("conv2", Parts.Convolution(outChannels, outChannels, 3));
        if (stride != 1 || inChannels != outChannels)
        {
            _shortcut = Add("convShortcut", Parts.Convolution(inChannels, outChannels, 1, stride));
        }
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var activated = _relu1.Forward(_bn1.Forward(x));
        var y = _relu2.Forward(_bn2.Forward(_conv1.Forward(activated)));
        return Ops.Add(_conv2.Forward(_dropout.Forward(y)), _shortcut?.Forward(activated) ?? x);
    }
}
