using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// GoogLeNet with batch normalisation, as torchvision builds it: nine blocks of branches, and two auxiliary heads that help the
/// layers below them learn. Szegedy et al., arXiv:1409.4842.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] of any size (224 in training), output [N, classes]. 6,624,904 parameters, 13,004,888 with
/// the heads, whose losses have the weight 0.3, as in the paper (<see cref="AuxiliaryHead"/>).</remarks>
public sealed class GoogLeNet : Module
{
    // The paper's table 1: 1×1 filters, those of the 3×3 and the 5×5 branch after their reductions, those after the pooling.
    private static readonly
        (string Name, int Filters1x1, (int Reduce, int Filters) Branch3x3, (int Reduce, int Filters) Branch5x5, int PoolFilters)[] Blocks =
    [
        ("3a", 64, (96, 128), (16, 32), 32),
        ("3b", 128, (128, 192), (32, 96), 64),
        ("4a", 192, (96, 208), (16, 48), 64),
        ("4b", 160, (112, 224), (24, 64), 64),
        ("4c", 128, (128, 256), (24, 64), 64),
        ("4d", 112, (144, 288), (32, 64), 64),
        ("4e", 256, (160, 320), (32, 128), 128),
        ("5a", 256, (160, 320), (32, 128), 128),
        ("5b", 384, (192, 384), (48, 128), 128),
    ];

    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="auxiliaryHeads">Whether it has the heads; only training needs them.</param>
    /// <param name="dropout">Share of the numbers that are dropped before the last layer.</param>
    /// <param name="headDropout">The same in the heads.</param>
    public GoogLeNet(int classes = 1000, int inChannels = 3, bool auxiliaryHeads = true, double dropout = 0.2, double headDropout = 0.7)
    {
        Add("conv1", Inception.Convolution(inChannels, 64, 7, stride: 2));
        Add("maxpool1", Halving(3));
        Add("conv2", Inception.Convolution(64, 64, 1));
        Add("conv3", Inception.Convolution(64, 192, 3));
        Add("maxpool2", Halving(3));
        var channels = 192;
        foreach (var (name, filters1x1, branch3x3, branch5x5, poolFilters) in Blocks)
        {
            channels = Add($"inception{name}", new Inception(channels, filters1x1, branch3x3, branch5x5, poolFilters)).OutChannels;
            switch (name)
            {
                case "3b":
                    Add("maxpool3", Halving(3));
                    break;
                case "4e":
                    Add("maxpool4", Halving(2));
                    break;
                case "4a" when auxiliaryHeads:
                    Add("aux1", Head(channels, classes, headDropout));
                    break;
                case "4d" when auxiliaryHeads:
                    Add("aux2", Head(channels, classes, headDropout));
                    break;
            }
        }

        Add("avgpool", new GlobalAvgPool2d());
        Add("flatten", new Flatten());
        Add("dropout", new Dropout(dropout));
        Add("fc", FullyConnected(channels, classes));
    }

    internal override IReadOnlyList<string> AuxiliaryParts => ["aux1", "aux2"];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Children.Aggregate(x, (maps, child) => child.Module.Forward(maps));

    private static MaxPool2d Halving(int size) => new(size, stride: 2) { Fit = Fit.Ceiling };

    private static AuxiliaryHead Head(int inChannels, int classes, double dropout) => new(weight: 0.3)
    {
        { "avgpool", new AdaptiveAvgPool2d(4) },
        { "conv", Inception.Convolution(inChannels, 128, 1) },
        { "flatten", new Flatten() },
        { "fc1", FullyConnected(128 * 4 * 4, 1024) },
        { "relu", new Relu() },
        { "dropout", new Dropout(dropout) },
        { "fc2", FullyConnected(1024, classes) },
    };

    private static Linear FullyConnected(int inFeatures, int outFeatures)
    {
        var linear = new Linear(inFeatures, outFeatures);
        linear.Weight.Initializer = Initializer.Normal(0.01);
        return linear;
    }
}
