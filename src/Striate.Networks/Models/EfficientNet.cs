using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// EfficientNet-B0, B1 and B2: inverted residual blocks with squeeze-and-excitation, whose number, width and images grow together. Tan and
/// Le, arXiv:1905.11946.
/// </summary>
/// <remarks>Input [N, inChannels, H, W] of any size (224, 240 and 260 in the paper), output [N, classes]. 5,288,548, 7,794,184 and
/// 9,109,994 parameters. While it learns, blocks are left out by chance, the later the likelier (<see cref="DropPath"/>).</remarks>
public sealed class EfficientNet : Module
{
    // The paper's table 1: expansion, filter size, stride of the first block, channels, how many blocks.
    private static readonly (int Expansion, int Size, int Stride, int Channels, int Blocks)[] Stages =
    [
        (1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1),
    ];

    private readonly Sequential _features, _classifier;
    private readonly GlobalAvgPool2d _avgpool;

    /// <summary>Builds the network.</summary>
    /// <param name="size">0, 1 or 2, for B0 to B2.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="dropPath">Probability with which the last block would be left out; those before it less, in proportion.</param>
    /// <exception cref="ArgumentException">Another size.</exception>
    public EfficientNet(int size, int classes = 1000, int inChannels = 3, double dropPath = 0.2)
    {
        var (width, depth, dropout) = size switch
        {
            0 => (1.0, 1.0, 0.2),
            1 => (1.0, 1.1, 0.2),
            2 => (1.1, 1.2, 0.3),
            _ => throw new ArgumentException($"There is no EfficientNet-B{size} here. Take 0, 1 or 2.", nameof(size)),
        };
        var channels = Parts.Divisible(32 * width);
        _features = Add("features", new Sequential { ConvNorm(inChannels, channels, 3, new Silu(), stride: 2) });
        var (index, count) = (0, Stages.Sum(stage => Repeats(stage.Blocks)));
        foreach (var stage in Stages)
        {
            var blocks = new Sequential();
            var outChannels = Parts.Divisible(stage.Channels * width);
            for (var block = 0; block < Repeats(stage.Blocks); block++, index++)
            {
                blocks.Add(Block(channels, outChannels, stage.Size, block == 0 ? stage.Stride : 1, stage.Expansion, dropPath * index / count));
                channels = outChannels;
            }

            _features.Add(blocks);
        }

        _features.Add(ConvNorm(channels, 4 * channels, 1, new Silu()));
        _avgpool = Add("avgpool", new GlobalAvgPool2d());
        _classifier = Add("classifier", new Sequential
        {
            new Dropout(dropout),
            Parts.FullyConnected(4 * channels, classes, Initializer.Uniform(1 / Math.Sqrt(classes))),
        });

        int Repeats(int blocks) => (int)Math.Ceiling(blocks * depth);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _classifier.Forward(Ops.Flatten(_avgpool.Forward(_features.Forward(x))));

    private static InvertedResidual Block(int inChannels, int outChannels, int size, int stride, int expansion, double dropPath)
    {
        var inner = inChannels * expansion;
        var body = new Sequential();
        if (expansion != 1)
        {
            body.Add(ConvNorm(inChannels, inner, 1, new Silu()));
        }

        body.Add(ConvNorm(inner, inner, size, new Silu(), stride, groups: inner));
        body.Add(new SqueezeExcitation(inner, Math.Max(1, inChannels / 4), new Silu()));
        body.Add(ConvNorm(inner, outChannels, 1));
        var addsInput = stride == 1 && inChannels == outChannels;
        if (addsInput)
        {
            body.Add(new DropPath(dropPath));
        }

        return new InvertedResidual("block", body, addsInput);
    }

    private static Sequential ConvNorm(int inChannels, int outChannels, int size, Module? activation = null, int stride = 1, int groups = 1) =>
        Parts.ConvNorm(Parts.Convolution(inChannels, outChannels, size, stride, groups), activation);
}
