using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// LeNet-5 with more filters and one hidden layer, which learns as much in a single pass as the slim one in several: two
/// convolutions, each with max pooling, and two fully connected layers.
/// </summary>
/// <remarks>Input [N, inChannels, 28, 28], output [N, classes]. 212,682 parameters for ten classes of grey digits.</remarks>
public sealed class WideLeNet5 : Module
{
    private readonly Sequential _features, _classifier;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    public WideLeNet5(int classes = 10, int inChannels = 1)
    {
        _features = Add("features", new Sequential(
            new Conv2d(inChannels, 16, 5), new Relu(), new MaxPool2d(2),
            new Conv2d(16, 32, 3), new Relu(), new MaxPool2d(2)));
        _classifier = Add("classifier", new Sequential(
            new Flatten(), new Linear(32 * 5 * 5, 256), new Relu(), new Linear(256, classes)));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(_features.Forward(x));
}
