using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// MobileNetV3, large and small: inverted residual blocks, some with squeeze-and-excitation, and hard-swish in the deeper layers. Howard et
/// al., arXiv:1905.02244.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] of any size (224 in training), output [N, classes]. 5,483,032 and 2,542,856 parameters.</remarks>
public sealed class MobileNetV3 : Module
{
    // The paper's tables 1 and 2: filter size, channels inside, channels out, whether squeezed, whether hard-swish, stride.
    private static readonly (int Size, int Inner, int Channels, bool Squeezes, bool Swish, int Stride)[] Large =
    [
        (3, 16, 16, false, false, 1),
        (3, 64, 24, false, false, 2),
        (3, 72, 24, false, false, 1),
        (5, 72, 40, true, false, 2),
        (5, 120, 40, true, false, 1),
        (5, 120, 40, true, false, 1),
        (3, 240, 80, false, true, 2),
        (3, 200, 80, false, true, 1),
        (3, 184, 80, false, true, 1),
        (3, 184, 80, false, true, 1),
        (3, 480, 112, true, true, 1),
        (3, 672, 112, true, true, 1),
        (5, 672, 160, true, true, 2),
        (5, 960, 160, true, true, 1),
        (5, 960, 160, true, true, 1),
    ];

    private static readonly (int Size, int Inner, int Channels, bool Squeezes, bool Swish, int Stride)[] Small =
    [
        (3, 16, 16, true, false, 2),
        (3, 72, 24, false, false, 2),
        (3, 88, 24, false, false, 1),
        (5, 96, 40, true, true, 2),
        (5, 240, 40, true, true, 1),
        (5, 240, 40, true, true, 1),
        (5, 120, 48, true, true, 1),
        (5, 144, 48, true, true, 1),
        (5, 288, 96, true, true, 2),
        (5, 576, 96, true, true, 1),
        (5, 576, 96, true, true, 1),
    ];

    private readonly Sequential _features, _classifier;
    private readonly GlobalAvgPool2d _avgpool;

    /// <summary>Builds the network.</summary>
    /// <param name="size">"large" or "small".</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">Share of the numbers that are dropped before the last layer.</param>
    /// <exception cref="ArgumentException">Another size.</exception>
    public MobileNetV3(string size, int classes = 1000, int inChannels = 3, double dropout = 0.2)
    {
        var (blocks, hidden) = size switch
        {
            "large" => (Large, 1280),
            "small" => (Small, 1024),
            _ => throw new ArgumentException($"There is no MobileNetV3 {size}. Take large or small.", nameof(size)),
        };
        var channels = 16;
        _features = Add("features", new Sequential { ConvNorm(inChannels, channels, 3, new HardSwish(), stride: 2) });
        foreach (var block in blocks)
        {
            var body = new Sequential();
            if (block.Inner != channels)
            {
                body.Add(ConvNorm(channels, block.Inner, 1, Activation(block.Swish)));
            }

            body.Add(ConvNorm(block.Inner, block.Inner, block.Size, Activation(block.Swish), block.Stride, groups: block.Inner));
            if (block.Squeezes)
            {
                body.Add(new SqueezeExcitation(block.Inner, Parts.Divisible(block.Inner / 4), gate: new HardSigmoid()));
            }

            body.Add(ConvNorm(block.Inner, block.Channels, 1));
            _features.Add(new InvertedResidual("block", body, addsInput: block.Stride == 1 && channels == block.Channels));
            channels = block.Channels;
        }

        var last = 6 * channels;
        _features.Add(ConvNorm(channels, last, 1, new HardSwish()));
        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _classifier = Add("classifier", new Sequential
        {
            Parts.FullyConnected(last, hidden),
            new HardSwish(),
            new Dropout(dropout),
            Parts.FullyConnected(hidden, classes),
        });
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(Ops.Flatten(_avgpool.Forward(_features.Forward(x))));

    private static Module Activation(bool swish) => swish ? new HardSwish() : new Relu();

    private static Sequential ConvNorm(int inChannels, int outChannels, int size, Module? activation = null, int stride = 1, int groups = 1) =>
        Parts.ConvNorm(Parts.Convolution(inChannels, outChannels, size, stride, groups), activation, momentum: 0.01, epsilon: 0.001);
}
