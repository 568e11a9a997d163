using Striate.Tensors;

namespace Striate.Data;

/// <summary>Some samples as the network takes them. Valid until the next batch is asked for: its memory is used again.</summary>
public sealed class Batch
{
    internal Batch(int number, Tensor images, ReadOnlyMemory<int> labels, ReadOnlyMemory<int> indices) =>
        (Number, Images, Labels, Indices) = (number, images, labels, indices);

    /// <summary>Its place in the epoch, from 0.</summary>
    public int Number { get; }

    /// <summary>Images, shape [N, C, H, W], channels-last.</summary>
    public Tensor Images { get; }

    /// <summary>The label of each image, N of them. Where images are mixed it is the one with the greater share.</summary>
    public ReadOnlyMemory<int> Labels { get; }

    /// <summary>The second label of each image, N of them where images are mixed (<see cref="DataLoaderOptions.Mixing"/>), else none.</summary>
    public ReadOnlyMemory<int> OtherLabels { get; internal init; }

    /// <summary>The share of the second label, from 0 to 0.5; 0 where nothing is mixed.</summary>
    public float OtherShare { get; internal init; }

    /// <summary>The place of each image in the data set, N of them.</summary>
    public ReadOnlyMemory<int> Indices { get; }

    /// <summary>How many samples: N.</summary>
    public int Count => Labels.Length;
}
