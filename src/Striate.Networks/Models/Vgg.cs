using Striate.Tensors;

namespace Striate.Networks;

/// <summary>VGG-11, 13, 16 and 19, with or without batch normalisation. Simonyan and Zisserman, arXiv:1409.1556.</summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 32 (224 in training), output [N, classes].</remarks>
public sealed class Vgg : Module
{
    // Filters of each convolution; 0 is a pooling.
    private static readonly Dictionary<int, int[]> Configurations = new()
    {
        [11] = [64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0],
        [13] = [64, 64, 0, 128, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0],
        [16] = [64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0],
        [19] = [64, 64, 0, 128, 128, 0, 256, 256, 256, 256, 0, 512, 512, 512, 512, 0, 512, 512, 512, 512, 0],
    };

    private readonly Sequential _features, _classifier;
    private readonly AdaptiveAvgPool2d _avgpool;

    /// <summary>Builds the network.</summary>
    /// <param name="depth">Layers with weights: 11, 13, 16 or 19.</param>
    /// <param name="batchNorm">Whether a batch normalisation follows each convolution.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">Share of the numbers that are dropped after the first two fully connected layers.</param>
    /// <exception cref="ArgumentException">No VGG has that depth.</exception>
    public Vgg(int depth, bool batchNorm = false, int classes = 1000, int inChannels = 3, double dropout = 0.5)
    {
        if (!Configurations.TryGetValue(depth, out var configuration))
        {
            throw new ArgumentException($"There is no VGG of {depth} layers. Take 11, 13, 16 or 19.", nameof(depth));
        }

        _features = Add("features", new Sequential());
        var channels = inChannels;
        foreach (var filters in configuration)
        {
            if (filters == 0)
            {
                _features.Add(new MaxPool2d(2));
                continue;
            }

            var conv = new Conv2d(channels, filters, 3, padding: 1);
            conv.Weight.Initializer = Initializer.He(Fan.Out);
            conv.Bias!.Initializer = Initializer.Zeros;
            _features.Add(conv);
            if (batchNorm)
            {
                _features.Add(new BatchNorm2d(filters));
            }

            _features.Add(new Relu());
            channels = filters;
        }

        _avgpool = Add("avgpool", new AdaptiveAvgPool2d(7));
        _classifier = Add("classifier", new Sequential
        {
            Parts.FullyConnected(512 * 7 * 7, 4096),
            new Relu(),
            new Dropout(dropout),
            Parts.FullyConnected(4096, 4096),
            new Relu(),
            new Dropout(dropout),
            Parts.FullyConnected(4096, classes),
        });
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(Ops.Flatten(_avgpool.Forward(_features.Forward(x))));
}
