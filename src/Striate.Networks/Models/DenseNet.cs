using Striate.Tensors;

namespace Striate.Networks;

/// <summary>DenseNet-121, 161, 169 and 201: every layer of a block reads all before it. Huang et al., arXiv:1608.06993.</summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 29 (224 in training), output [N, classes].</remarks>
public sealed class DenseNet : Module
{
    // Filters that a layer adds, filters of the stem, layers of each block.
    private static readonly Dictionary<int, (int Growth, int Stem, int[] Layers)> Configurations = new()
    {
        [121] = (32, 64, [6, 12, 24, 16]),
        [161] = (48, 96, [6, 12, 36, 24]),
        [169] = (32, 64, [6, 12, 32, 32]),
        [201] = (32, 64, [6, 12, 48, 32]),
    };

    private readonly Sequential _features;
    private readonly GlobalAvgPool2d _avgpool;
    private readonly Linear _classifier;

    /// <summary>Builds the network.</summary>
    /// <param name="depth">Layers with weights: 121, 161, 169 or 201.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">Share of each layer's numbers that are dropped.</param>
    /// <exception cref="ArgumentException">Another depth.</exception>
    public DenseNet(int depth, int classes = 1000, int inChannels = 3, double dropout = 0)
    {
        if (!Configurations.TryGetValue(depth, out var configuration))
        {
            throw new ArgumentException($"There is no DenseNet of {depth} layers here. Take 121, 161, 169 or 201.", nameof(depth));
        }

        var (growth, stem, layers) = configuration;
        _features = Add("features", new Sequential
        {
            { "conv0", Parts.Convolution(inChannels, stem, 7, stride: 2, fan: Fan.In) },
            { "norm0", new BatchNorm2d(stem) },
            { "relu0", new Relu() },
            { "pool0", new MaxPool2d(3, stride: 2, padding: 1) },
        });
        var channels = DenseBlock.Append(_features, stem, layers, growth, dropout);
        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _classifier = Add("classifier", new Linear(channels, classes));
        _classifier.Bias!.Initializer = Initializer.Zeros;
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(Ops.Flatten(_avgpool.Forward(_features.Forward(x))));
}
