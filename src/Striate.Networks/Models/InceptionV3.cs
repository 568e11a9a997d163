using Striate.Tensors;
using Step = Striate.Networks.InceptionV3Block.Step;

namespace Striate.Networks;

/// <summary>
/// Inception-v3: blocks whose branches factor large filters into small ones, 5×5 into two 3×3, 7×7 into 1×7 and 7×1, and an auxiliary
/// head. Szegedy et al., arXiv:1512.00567.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 75 (at least 299 in training, for the head), output [N, classes].
/// 27,161,264 parameters with the head, whose loss has the weight 0.4 (<see cref="AuxiliaryHead"/>).</remarks>
public sealed class InceptionV3 : Module
{
    /// <summary>Builds the network.</summary>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="auxiliaryHead">Whether it has the head; only training needs it.</param>
    /// <param name="dropout">Share of the numbers that are dropped before the last layer.</param>
    public InceptionV3(int classes = 1000, int inChannels = 3, bool auxiliaryHead = true, double dropout = 0.5)
    {
        Add("Conv2d_1a_3x3", InceptionV3Block.Convolution(inChannels, 32, 3, stride: 2, padding: 0));
        Add("Conv2d_2a_3x3", InceptionV3Block.Convolution(32, 32, 3, padding: 0));
        Add("Conv2d_2b_3x3", InceptionV3Block.Convolution(32, 64, 3));
        Add("maxpool1", new MaxPool2d(3, stride: 2));
        Add("Conv2d_3b_1x1", InceptionV3Block.Convolution(64, 80, 1));
        Add("Conv2d_4a_3x3", InceptionV3Block.Convolution(80, 192, 3, padding: 0));
        Add("maxpool2", new MaxPool2d(3, stride: 2));
        var channels = 192;
        Mixed("5b", 32, Of35x35);
        Mixed("5c", 64, Of35x35);
        Mixed("5d", 64, Of35x35);
        Mixed("6a", 0, To17x17);
        Mixed("6b", 192, Of17x17(128));
        Mixed("6c", 192, Of17x17(160));
        Mixed("6d", 192, Of17x17(160));
        Mixed("6e", 192, Of17x17(192));
        if (auxiliaryHead)
        {
            Add("AuxLogits", Head(channels, classes));
        }

        Mixed("7a", 0, To8x8);
        Mixed("7b", 192, Of8x8);
        Mixed("7c", 192, Of8x8);
        Add("avgpool", new GlobalAvgPool2d());
        Add("dropout", new Dropout(dropout));
        Add("flatten", new Flatten());
        Add("fc", FullyConnected(channels, classes, InceptionV3Block.Deviation));

        void Mixed(string name, int poolFilters, Step[] branches) =>
            channels = Add($"Mixed_{name}", new InceptionV3Block(channels, poolFilters, branches)).OutChannels;
    }

    // The blocks, by the size of the maps that they work on.
    private static Step[] Of35x35 =>
    [
        new("branch1x1", 64, 1),
        new("branch5x5_1", 48, 1, new Step("branch5x5_2", 64, 5)),
        new("branch3x3dbl_1", 64, 1, new Step("branch3x3dbl_2", 96, 3, new Step("branch3x3dbl_3", 96, 3))),
    ];

    private static Step[] To17x17 =>
    [
        new("branch3x3", 384, 3) { Stride = 2 },
        new("branch3x3dbl_1", 64, 1, new Step("branch3x3dbl_2", 96, 3, new Step("branch3x3dbl_3", 96, 3) { Stride = 2 })),
    ];

    private static Step[] To8x8 =>
    [
        new("branch3x3_1", 192, 1, new Step("branch3x3_2", 320, 3) { Stride = 2 }),
        new("branch7x7x3_1", 192, 1, new Step("branch7x7x3_2", 192, (1, 7), new Step("branch7x7x3_3", 192, (7, 1),
            new Step("branch7x7x3_4", 192, 3) { Stride = 2 }))),
    ];

    private static Step[] Of8x8 =>
    [
        new("branch1x1", 320, 1),
        new("branch3x3_1", 384, 1, new Step("branch3x3_2a", 384, (1, 3)), new Step("branch3x3_2b", 384, (3, 1))),
        new("branch3x3dbl_1", 448, 1, new Step("branch3x3dbl_2", 384, 3,
            new Step("branch3x3dbl_3a", 384, (1, 3)), new Step("branch3x3dbl_3b", 384, (3, 1)))),
    ];

    internal override IReadOnlyList<string> AuxiliaryParts => ["AuxLogits"];

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Children.Aggregate(x, (maps, child) => child.Module.Forward(maps));

    private static Step[] Of17x17(int filters) =>
    [
        new("branch1x1", 192, 1),
        new("branch7x7_1", filters, 1, new Step("branch7x7_2", filters, (1, 7), new Step("branch7x7_3", 192, (7, 1)))),
        new("branch7x7dbl_1", filters, 1, new Step("branch7x7dbl_2", filters, (7, 1), new Step("branch7x7dbl_3", filters, (1, 7),
            new Step("branch7x7dbl_4", filters, (7, 1), new Step("branch7x7dbl_5", 192, (1, 7)))))),
    ];

    private static AuxiliaryHead Head(int inChannels, int classes) => new(weight: 0.4)
    {
        { "pool", new AvgPool2d(5, stride: 3) },
        { "conv0", InceptionV3Block.Convolution(inChannels, 128, 1) },
        { "conv1", InceptionV3Block.Convolution(128, 768, 5, padding: 0) },
        { "avgpool", new GlobalAvgPool2d() },
        { "flatten", new Flatten() },
        { "fc", FullyConnected(768, classes, 0.001) },
    };

    private static Linear FullyConnected(int inFeatures, int outFeatures, double deviation)
    {
        var linear = new Linear(inFeatures, outFeatures);
        linear.Weight.Initializer = Initializer.Normal(deviation);
        return linear;
    }
}
