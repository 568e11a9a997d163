using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// Network in Network for small pictures: after each bank of filters two layers of 1×1 filters, a small network at every place; the
/// mean of the last maps for fully connected layers. Lin, Chen and Yan, arXiv:1312.4400, with the authors' sizes for CIFAR-10.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 4 (32 in training), output [N, classes]. 966,986 parameters for ten
/// classes of colour pictures.</remarks>
public sealed class NetworkInNetwork : Module
{
    private readonly Sequential _features;

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    public NetworkInNetwork(int classes = 10, int inChannels = 3)
    {
        _features = Add("features", new Sequential());
        Append(inChannels, 5, 192, 160, 96);
        _features.Add(new MaxPool2d(3, stride: 2) { Fit = Fit.Ceiling });
        _features.Add(new Dropout());
        Append(96, 5, 192, 192, 192);
        _features.Add(new AvgPool2d(3, stride: 2) { Fit = Fit.Ceiling });
        _features.Add(new Dropout());
        Append(192, 3, 192, 192, classes);
        _features.Add(new GlobalAvgPool2d());
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Flatten(_features.Forward(x));

    // Filters of a size, then 1×1 filters twice.
    private void Append(int inChannels, int size, params ReadOnlySpan<int> filters)
    {
        foreach (var outChannels in filters)
        {
            _features.Add(Parts.BiasedConvolution(inChannels, outChannels, size, padding: size / 2));
            _features.Add(new Relu());
            (inChannels, size) = (outChannels, 1);
        }
    }
}
