using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// The block of a GoogLeNet: 1×1 filters, 3×3 filters, small ones again, and a pooling, side by side, so that the network picks the
/// scale that it needs; 1×1 filters before the dear ones keep them cheap. Szegedy et al., arXiv:1409.4842, section 4; the
/// paper's 5×5 filters are 3×3 here, as in torchvision, and each convolution has a batch normalisation.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, OutChannels, H, W].</remarks>
public sealed class Inception : Module
{
    /// <summary>Builds the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="filters1x1">Filters of the first branch.</param>
    /// <param name="branch3x3">1×1 filters that reduce, and 3×3 filters, of the second branch.</param>
    /// <param name="branch5x5">1×1 filters that reduce, and filters, of the third branch.</param>
    /// <param name="poolFilters">1×1 filters after the pooling of the fourth branch.</param>
    public Inception(int inChannels, int filters1x1, (int Reduce, int Filters) branch3x3, (int Reduce, int Filters) branch5x5, int poolFilters)
    {
        Add("branch1", Convolution(inChannels, filters1x1, 1));
        Add("branch2", new Sequential(Convolution(inChannels, branch3x3.Reduce, 1), Convolution(branch3x3.Reduce, branch3x3.Filters, 3)));
        Add("branch3", new Sequential(Convolution(inChannels, branch5x5.Reduce, 1), Convolution(branch5x5.Reduce, branch5x5.Filters, 3)));
        Add("branch4", new Sequential(new MaxPool2d(3, stride: 1, padding: 1), Convolution(inChannels, poolFilters, 1)));
        OutChannels = filters1x1 + branch3x3.Filters + branch5x5.Filters + poolFilters;
    }

    /// <summary>Channels of the output.</summary>
    public int OutChannels { get; }

    /// <summary>A convolution, batch normalisation and ReLU, by torchvision's names and with its ε; weights of a given deviation.</summary>
    internal static Sequential Convolution(
        int inChannels, int outChannels, Size2d size, int stride = 1, Padding2d? padding = null, double deviation = 0.01)
    {
        var conv = new Conv2d(inChannels, outChannels, size, stride, padding ?? (size.Height / 2, size.Width / 2), bias: false);
        conv.Weight.Initializer = Initializer.Normal(deviation);
        return new Sequential { { "conv", conv }, { "bn", new BatchNorm2d(outChannels, epsilon: 0.001) }, { "relu", new Relu() } };
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.ConcatChannels([.. Children.Select(branch => branch.Module.Forward(x))]);
}
