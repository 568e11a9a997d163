using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// The all-convolutional net, All-CNN-C: convolutions with stride 2 for pooling, 1×1 filters for fully connected layers. Springenberg,
/// Dosovitskiy, Brox and Riedmiller, arXiv:1412.6806.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 9 (32 in training), output [N, classes]. 1,369,738 parameters for ten
/// classes of colour pictures.</remarks>
public sealed class AllConvNet : Module
{
    private readonly Sequential _features;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    public AllConvNet(int classes = 10, int inChannels = 3)
    {
        _features = Add("features", new Sequential { new Dropout(0.2) });
        var channels = inChannels;
        foreach (var filters in new[] { 96, 192 })
        {
            Append(channels, filters, 3, padding: 1);
            Append(filters, filters, 3, padding: 1);
            Append(filters, filters, 3, stride: 2, padding: 1);
            _features.Add(new Dropout());
            channels = filters;
        }

        Append(channels, channels, 3);
        Append(channels, channels, 1);
        Append(channels, classes, 1);
        _features.Add(new GlobalAvgPool2d());
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Flatten(_features.Forward(x));

    private void Append(int inChannels, int outChannels, int size, int stride = 1, int padding = 0)
    {
        _features.Add(Parts.BiasedConvolution(inChannels, outChannels, size, stride, padding));
        _features.Add(new Relu());
    }
}
