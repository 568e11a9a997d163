using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// DenseNet-BC for small pictures: a 3×3 stem and three blocks, with bottlenecks and halving transitions. Huang et al.,
/// arXiv:1608.06993, section 4.2.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 4 (32 in training), output [N, classes]. 769,162 parameters for 100
/// layers, a growth of 12 and ten classes of colour pictures.</remarks>
public sealed class CifarDenseNet : Module
{
    private readonly Sequential _features;
    private readonly GlobalAvgPool2d _avgpool;
    private readonly Linear _classifier;

    /// <summary>Builds the network.</summary>
    /// <param name="depth">Layers with weights, 6·n + 4: 100, 190, 250 in the paper.</param>
    /// <param name="growth">Filters that each layer adds: 12, 24, 40 in the paper.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">Share of each layer's numbers that are dropped; 0.2 in the paper where nothing augments the pictures.</param>
    /// <exception cref="ArgumentException">The depth is not 6·n + 4.</exception>
    public CifarDenseNet(int depth = 100, int growth = 12, int classes = 10, int inChannels = 3, double dropout = 0)
    {
        if (depth < 10 || (depth - 4) % 6 != 0)
        {
            throw new ArgumentException($"A CIFAR DenseNet-BC has 6·n + 4 layers, not {depth}. Take 40, 100, 190 or 250.", nameof(depth));
        }

        var layers = (depth - 4) / 6;
        _features = Add("features", new Sequential { { "conv0", Parts.Convolution(inChannels, 2 * growth, 3, fan: Fan.In) } });
        var channels = DenseBlock.Append(_features, 2 * growth, [layers, layers, layers], growth, dropout);
        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _classifier = Add("classifier", new Linear(channels, classes));
        _classifier.Bias!.Initializer = Initializer.Zeros;
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(Ops.Flatten(_avgpool.Forward(_features.Forward(x))));
}
