using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// MnasNet-B1, found by a search that measured the time on a phone: inverted residual blocks whose filters are 3×3 or 5×5. Tan et al.,
/// arXiv:1807.11626.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] of any size (224 in training), output [N, classes]. 4,383,312 parameters at width 1,
/// 2,218,512 at width 0.5.</remarks>
public sealed class MnasNet : Module
{
    // The paper's weight of the newest batch, 1 − 0.9997.
    private const double Momentum = 0.0003;

    // Output channels, filter size, stride of the first block, expansion, how many blocks.
    private static readonly (int Channels, int Size, int Stride, int Expansion, int Blocks)[] Stages =
    [
        (24, 3, 2, 3, 3), (40, 5, 2, 3, 3), (80, 5, 2, 6, 3), (96, 3, 1, 6, 2), (192, 5, 2, 6, 4), (320, 3, 1, 6, 1),
    ];

    private readonly Sequential _layers, _classifier;
    private readonly GlobalAvgPool2d _avgpool;

    /// <summary>Builds the network.</summary>
    /// <param name="width">How many times the paper's channels it has.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">Share of the numbers that are dropped before the fully connected layer.</param>
    public MnasNet(double width = 1, int classes = 1000, int inChannels = 3, double dropout = 0.2)
    {
        const int last = 1280;
        var (first, channels) = (Parts.Divisible(32 * width), Parts.Divisible(16 * width));
        _layers = Add("layers", new Sequential());
        Append(_layers, inChannels, first, 3, stride: 2);
        Append(_layers, first, first, 3, groups: first);
        Append(_layers, first, channels, 1, activation: false);
        foreach (var stage in Stages)
        {
            var blocks = new Sequential();
            var outChannels = Parts.Divisible(stage.Channels * width);
            for (var block = 0; block < stage.Blocks; block++)
            {
                blocks.Add(Block(channels, outChannels, stage.Size, block == 0 ? stage.Stride : 1, stage.Expansion));
                channels = outChannels;
            }

            _layers.Add(blocks);
        }

        Append(_layers, channels, last, 1);
        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _classifier = Add("classifier", new Sequential
        {
            new Dropout(dropout),
            Parts.FullyConnected(last, classes, Initializer.Uniform(Math.Sqrt(3.0 / classes))),
        });
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(Ops.Flatten(_avgpool.Forward(_layers.Forward(x))));

    private static void Append(
        Sequential layers, int inChannels, int outChannels, int size, int stride = 1, int groups = 1, bool activation = true)
    {
        layers.Add(Parts.Convolution(inChannels, outChannels, size, stride, groups));
        layers.Add(new BatchNorm2d(outChannels, Momentum));
        if (activation)
        {
            layers.Add(new Relu());
        }
    }

    private static InvertedResidual Block(int inChannels, int outChannels, int size, int stride, int expansion)
    {
        var inner = inChannels * expansion;
        var layers = new Sequential();
        Append(layers, inChannels, inner, 1);
        Append(layers, inner, inner, size, stride, groups: inner);
        Append(layers, inner, outChannels, 1, activation: false);
        return new InvertedResidual("layers", layers, addsInput: stride == 1 && inChannels == outChannels);
    }
}
