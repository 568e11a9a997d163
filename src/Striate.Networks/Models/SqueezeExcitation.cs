using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// Squeeze-and-excitation: from the mean of every map, two layers of 1×1 filters find a factor for every channel, by which its map is
/// multiplied. Hu, Shen and Sun, arXiv:1709.01507.
/// </summary>
/// <remarks>Input and output [N, channels, H, W]: y = x · gate(W₂·activation(W₁·mean(x) + b₁) + b₂).</remarks>
public sealed class SqueezeExcitation : Module
{
    private readonly GlobalAvgPool2d _avgpool;
    private readonly Conv2d _fc1, _fc2;
    private readonly Module _activation, _gate;

    /// <summary>Builds the block.</summary>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="squeezeChannels">Filters of the first layer; the paper has a sixteenth of the channels.</param>
    /// <param name="activation">What follows the first layer; null for ReLU.</param>
    /// <param name="gate">What brings the factors into their range; null for the logistic function.</param>
    public SqueezeExcitation(int channels, int squeezeChannels, Module? activation = null, Module? gate = null)
    {
        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _fc1 = Add("fc1", Convolution(channels, squeezeChannels));
        _fc2 = Add("fc2", Convolution(squeezeChannels, channels));
        _activation = Add("activation", activation ?? new Relu());
        _gate = Add("scale_activation", gate ?? new Sigmoid());
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var squeezed = _activation.Forward(_fc1.Forward(_avgpool.Forward(x)));
        return Ops.Multiply(x, _gate.Forward(_fc2.Forward(squeezed)));
    }

    private static Conv2d Convolution(int inChannels, int outChannels)
    {
        var conv = new Conv2d(inChannels, outChannels, 1);
        conv.Weight.Initializer = Initializer.He(Fan.Out);
        conv.Bias!.Initializer = Initializer.Zeros;
        return conv;
    }
}
