using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// SqueezeNet 1.0 and 1.1: as good as AlexNet with a fiftieth of its parameters. Iandola et al., arXiv:1602.07360; 1.1 needs less
/// than half the arithmetic, by smaller first filters and earlier pooling.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 21 (1.1: 17; 224 in training), output [N, classes]. 1,248,424
/// and 1,235,496 parameters.</remarks>
public sealed class SqueezeNet : Module
{
    // First filters and their size; then the squeezing filters of each fire block. 0 is a pooling.
    private static readonly Dictionary<string, (int Filters, int Size, int[] Squeezes)> Configurations = new()
    {
        ["1_0"] = (96, 7, [0, 16, 16, 32, 0, 32, 48, 48, 64, 0, 64]),
        ["1_1"] = (64, 3, [0, 16, 16, 0, 32, 32, 0, 48, 48, 64, 64]),
    };

    private readonly Sequential _features, _classifier;

    /// <summary>Builds the network.</summary>
    /// <param name="version">"1_0" or "1_1", with a dot as well.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">Share of the numbers that are dropped before the last convolution.</param>
    /// <exception cref="ArgumentException">Another version.</exception>
    public SqueezeNet(string version, int classes = 1000, int inChannels = 3, double dropout = 0.5)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (!Configurations.TryGetValue(version.Replace('.', '_'), out var configuration))
        {
            throw new ArgumentException($"There is no SqueezeNet {version}. Take 1_0 or 1_1.", nameof(version));
        }

        var (channels, size, squeezes) = configuration;
        _features = Add("features", new Sequential { Parts.BiasedConvolution(inChannels, channels, size, stride: 2), new Relu() });
        foreach (var squeeze in squeezes)
        {
            if (squeeze == 0)
            {
                _features.Add(new MaxPool2d(3, stride: 2) { Fit = Fit.Ceiling });
                continue;
            }

            _features.Add(new Fire(channels, squeeze));
            channels = 8 * squeeze;
        }

        var last = Parts.BiasedConvolution(channels, classes, 1);
        last.Weight.Initializer = Initializer.Normal(0.01);
        _classifier = Add("classifier", new Sequential { new Dropout(dropout), last, new Relu(), new GlobalAvgPool2d() });
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Flatten(_classifier.Forward(_features.Forward(x)));
}
