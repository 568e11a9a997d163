using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>The receptive field of a layer's units, in pixels of the image.</summary>
/// <param name="Rows">Along the height.</param>
/// <param name="Columns">Along the width.</param>
/// <param name="Maps">Shape of the layer's output, [C, H, W].</param>
internal sealed record FieldBox(ReceptiveField Rows, ReceptiveField Columns, Shape Maps)
{
    /// <summary>The field of a layer, from the sizes of the windows before it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">Shape of one image, [C, H, W].</param>
    /// <param name="layer">A layer that makes maps.</param>
    /// <exception cref="ArgumentException">It makes no maps, or does not run.</exception>
    public static FieldBox Of(Module network, Shape input, Module layer)
    {
        var last = Summary.Of(network, input).Rows.LastOrDefault(row => row.Path == layer.Path || row.Path.StartsWith($"{layer.Path}.", StringComparison.Ordinal));
        return last is { Output.Rank: 4 }
            ? new FieldBox(last.Rows, last.Columns, [.. last.Output.Skip(1)])
            : throw new ArgumentException($"{layer} makes no maps, and so its units see no part of the image. Name a convolution or a pooling.", nameof(layer));
    }

    /// <summary>What the unit at a place sees; it may reach beyond the image.</summary>
    public (double Top, double Left, int Height, int Width) At(int row, int column) => (
        Rows.Centre + (row * Rows.Stride) - ((Rows.Size - 1) / 2.0),
        Columns.Centre + (column * Columns.Stride) - ((Columns.Size - 1) / 2.0),
        Rows.Size,
        Columns.Size);
}
