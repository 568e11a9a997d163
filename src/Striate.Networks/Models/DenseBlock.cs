using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// The block of a DenseNet: each layer reads the maps of all layers before it and adds a few of its own. Huang, Liu, van der Maaten and
/// Weinberger, arXiv:1608.06993; layers with a bottleneck (DenseNet-B).
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, inChannels + layers·growth, H, W], the input's channels first.</remarks>
public sealed class DenseBlock : Module
{
    /// <summary>Builds the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="layers">How many layers.</param>
    /// <param name="growth">Filters that each layer adds; four times as many 1×1 filters stand before them.</param>
    /// <param name="dropout">Share of a layer's numbers that are dropped.</param>
    public DenseBlock(int inChannels, int layers, int growth, double dropout = 0)
    {
        for (var i = 0; i < layers; i++)
        {
            Add($"denselayer{i + 1}", Layer(inChannels + (i * growth), growth, dropout));
        }

        OutChannels = inChannels + (layers * growth);
    }

    /// <summary>Channels of the output.</summary>
    public int OutChannels { get; }

    /// <summary>
    /// Appends blocks, with a transition between two of them that halves the channels (the compression of DenseNet-BC) and the maps,
    /// and the last normalisation.
    /// </summary>
    /// <returns>Channels of the last block's output.</returns>
    internal static int Append(Sequential features, int channels, ReadOnlySpan<int> layers, int growth, double dropout)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            var block = new DenseBlock(channels, layers[i], growth, dropout);
            features.Add($"denseblock{i + 1}", block);
            channels = block.OutChannels;
            if (i < layers.Length - 1)
            {
                features.Add($"transition{i + 1}", Transition(channels, channels / 2));
                channels /= 2;
            }
        }

        features.Add($"norm{layers.Length + 1}", new BatchNorm2d(channels));
        features.Add($"relu{layers.Length + 1}", new Relu());
        return channels;
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) =>
        Children.Aggregate(x, (maps, layer) => Ops.ConcatChannels(maps, layer.Module.Forward(maps)));

    private static Sequential Layer(int inChannels, int growth, double dropout) => new()
    {
        { "norm1", new BatchNorm2d(inChannels) },
        { "relu1", new Relu() },
        { "conv1", Parts.Convolution(inChannels, 4 * growth, 1, fan: Fan.In) },
        { "norm2", new BatchNorm2d(4 * growth) },
        { "relu2", new Relu() },
        { "conv2", Parts.Convolution(4 * growth, growth, 3, fan: Fan.In) },
        { "dropout", new Dropout(dropout) },
    };

    private static Sequential Transition(int inChannels, int outChannels) => new()
    {
        { "norm", new BatchNorm2d(inChannels) },
        { "relu", new Relu() },
        { "conv", Parts.Convolution(inChannels, outChannels, 1, fan: Fan.In) },
        { "pool", new AvgPool2d(2) },
    };
}
