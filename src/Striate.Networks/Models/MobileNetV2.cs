using Striate.Tensors;

namespace Striate.Networks;

/// <summary>MobileNetV2, made for small machines: 0.3 billion multiply-adds. Sandler et al., arXiv:1801.04381.</summary>
/// <remarks>Input [N, inChannels, H, W] of any size (224 in training), output [N, classes]. 3,504,872 parameters.</remarks>
public sealed class MobileNetV2 : Module
{
    // The paper's table 2: expansion t, output channels c, how many blocks n, stride s of the first of them.
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Stages =
    [
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ];

    private readonly Sequential _features, _classifier;
    private readonly GlobalAvgPool2d _avgpool;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">Share of the numbers that are dropped before the fully connected layer.</param>
    public MobileNetV2(int classes = 1000, int inChannels = 3, double dropout = 0.2)
    {
        const int first = 32, last = 1280;
        _features = Add("features", new Sequential { ConvNormRelu6(inChannels, first, 3, stride: 2) });
        var channels = first;
        foreach (var stage in Stages)
        {
            for (var block = 0; block < stage.Blocks; block++)
            {
                _features.Add(new InvertedResidual(channels, stage.Channels, block == 0 ? stage.Stride : 1, stage.Expansion));
                channels = stage.Channels;
            }
        }

        _features.Add(ConvNormRelu6(channels, last, 1));
        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _classifier = Add("classifier", new Sequential { new Dropout(dropout), Parts.FullyConnected(last, classes) });
    }

    /// <summary>A convolution that keeps the size, batch normalisation, and ReLU with a ceiling at 6.</summary>
    internal static Sequential ConvNormRelu6(int inChannels, int outChannels, int size, int stride = 1, int groups = 1) =>
        Parts.ConvNorm(Parts.Convolution(inChannels, outChannels, size, stride, groups), new Relu6());

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(Ops.Flatten(_avgpool.Forward(_features.Forward(x))));
}
