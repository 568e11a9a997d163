using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// ConvNeXt tiny and small: a ResNet brought up to the ways of vision transformers, with 7×7 filters for each channel, layer
/// normalisation and GELU. Liu et al., arXiv:2201.03545.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] with H and W at least 32 (224 in training), output [N, classes]. 28,589,128 and 50,223,688
/// parameters. While it learns, blocks are left out by chance, the later the likelier (<see cref="DropPath"/>).</remarks>
public sealed class ConvNext : Module
{
    private const double Epsilon = 1e-6;
    private static readonly int[] Widths = [96, 192, 384, 768];

    private readonly Sequential _features, _classifier;
    private readonly GlobalAvgPool2d _avgpool;

    /// <summary>Builds the network.</summary>
    /// <param name="size">"tiny" or "small".</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <exception cref="ArgumentException">Another size.</exception>
    public ConvNext(string size, int classes = 1000, int inChannels = 3)
    {
        var (third, dropPath) = size switch
        {
            "tiny" => (9, 0.1),
            "small" => (27, 0.4),
            _ => throw new ArgumentException($"There is no ConvNeXt {size} here. Take tiny or small.", nameof(size)),
        };
        int[] blocks = [3, 3, third, 3];
        var (index, last) = (0, blocks.Sum() - 1);
        _features = Add("features", new Sequential { new Sequential(Convolution(inChannels, Widths[0], 4), new LayerNorm2d(Widths[0], Epsilon)) });
        for (var stage = 0; stage < 4; stage++)
        {
            if (stage > 0)
            {
                _features.Add(new Sequential(new LayerNorm2d(Widths[stage - 1], Epsilon), Convolution(Widths[stage - 1], Widths[stage], 2)));
            }

            var layer = new Sequential();
            for (var block = 0; block < blocks[stage]; block++, index++)
            {
                layer.Add(new ConvNextBlock(Widths[stage], dropPath: dropPath * index / last));
            }

            _features.Add(layer);
        }

        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _classifier = Add("classifier", new Sequential
        {
            new LayerNorm2d(Widths[^1], Epsilon),
            new Flatten(),
            Parts.FullyConnected(Widths[^1], classes, Initializer.Normal(ConvNextBlock.Deviation)),
        });
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(_avgpool.Forward(_features.Forward(x)));

    // Patches side by side.
    private static Conv2d Convolution(int inChannels, int outChannels, int size)
    {
        var conv = new Conv2d(inChannels, outChannels, size, stride: size);
        conv.Weight.Initializer = Initializer.Normal(ConvNextBlock.Deviation);
        conv.Bias!.Initializer = Initializer.Zeros;
        return conv;
    }
}
