using Striate.Tensors;

namespace Striate.Networks;

/// <summary>AlexNet as torchvision builds it, after "One weird trick" (Krizhevsky, arXiv:1404.5997).</summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 63 (224 in training), output [N, classes]. 61,100,840 parameters.</remarks>
public sealed class AlexNet : Module
{
    private readonly Sequential _features, _classifier;
    private readonly AdaptiveAvgPool2d _avgpool;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropout">Share of the numbers that are dropped before the first two fully connected layers.</param>
    public AlexNet(int classes = 1000, int inChannels = 3, double dropout = 0.5)
    {
        _features = Add("features", new Sequential
        {
            new Conv2d(inChannels, 64, 11, stride: 4, padding: 2),
            new Relu(),
            new MaxPool2d(3, stride: 2),
            new Conv2d(64, 192, 5, padding: 2),
            new Relu(),
            new MaxPool2d(3, stride: 2),
            new Conv2d(192, 384, 3, padding: 1),
            new Relu(),
            new Conv2d(384, 256, 3, padding: 1),
            new Relu(),
            new Conv2d(256, 256, 3, padding: 1),
            new Relu(),
            new MaxPool2d(3, stride: 2),
        });
        _avgpool = Add("avgpool", new AdaptiveAvgPool2d(6));
        _classifier = Add("classifier", new Sequential
        {
            new Dropout(dropout),
            new Linear(256 * 6 * 6, 4096),
            new Relu(),
            new Dropout(dropout),
            new Linear(4096, 4096),
            new Relu(),
            new Linear(4096, classes),
        });
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(Ops.Flatten(_avgpool.Forward(_features.Forward(x))));
}
