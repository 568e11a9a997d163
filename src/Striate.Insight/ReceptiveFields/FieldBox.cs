using System.Numerics.Tensors;
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
        return OfUnits(network, input, layer.Path) is { } box && box.Maps.Rank == 3
            ? box
            : throw new ArgumentException($"{layer} makes no maps, and so its units see no part of the image. Name a convolution or a pooling.", nameof(layer));
    }

    /// <summary>The field of the units of any layer: of one without maps, <see cref="Maps"/> has no places. Null where the layer does not run.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">Shape of one image, [C, H, W].</param>
    /// <param name="layer">Full name of the layer.</param>
    public static FieldBox? OfUnits(Module network, Shape input, string layer) =>

        // A layer that is a block has no row of its own; its last layer sees what it sees.
        Summary.Of(network, input).Rows.LastOrDefault(row => row.Path == layer || row.Path.StartsWith($"{layer}.", StringComparison.Ordinal)) is { } last
            ? new FieldBox(last.Rows, last.Columns, [.. last.Output.Skip(1)])
            : null;

    /// <summary>The places of a map with the largest numbers, the largest first; what they see within the picture has at most half of a side in common.</summary>
    /// <remarks>Fields move in steps of their stride: of places that see only a few pixels, neighbours may all be among them, unless they are to lie further apart.</remarks>
    /// <param name="map">One of the maps, row after row.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="most">How many at most; there may be fewer.</param>
    /// <param name="apart">How many pixels they are apart at the least.</param>
    public List<(int Row, int Column)> Strongest(ReadOnlySpan<float> map, int height, int width, int most, double apart = 0)
    {
        var (left, columns) = (map.ToArray(), Maps.Rank == 3 ? Maps[2] : 1);
        var (tops, lefts) = (Starts(Rows, left.Length / columns, height), Starts(Columns, columns, width));
        var places = new List<(int Row, int Column)>();
        while (places.Count < most && TensorPrimitives.IndexOfMax<float>(left) is var best && left[best] > float.NegativeInfinity)
        {
            var (row, column) = (best / columns, best % columns);
            places.Add((row, column));
            for (var i = 0; i < left.Length; i++)
            {
                if (Math.Abs(tops[i / columns] - tops[row]) < Math.Max(apart, Math.Min(Rows.Size, height) / 2.0)
                    && Math.Abs(lefts[i % columns] - lefts[column]) < Math.Max(apart, Math.Min(Columns.Size, width) / 2.0))
                {
                    left[i] = float.NegativeInfinity;
                }
            }
        }

        return places;
    }

    /// <summary>What the unit at a place sees, moved into the picture, so that all have one size.</summary>
    /// <param name="row">The place.</param>
    /// <param name="column">The place.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    public (int Top, int Left, int Height, int Width) Inside(int row, int column, int height, int width) =>
        (Start(Rows, row, height), Start(Columns, column, width), Math.Min(Rows.Size, height), Math.Min(Columns.Size, width));

    /// <summary>What the unit at a place sees; it may reach beyond the image.</summary>
    public (double Top, double Left, int Height, int Width) At(int row, int column) => (
        Rows.Centre + (row * Rows.Stride) - ((Rows.Size - 1) / 2.0),
        Columns.Centre + (column * Columns.Stride) - ((Columns.Size - 1) / 2.0),
        Rows.Size,
        Columns.Size);

    private static int[] Starts(ReceptiveField field, int units, int pixels) => [.. Enumerable.Range(0, units).Select(unit => Start(field, unit, pixels))];

    private static int Start(ReceptiveField field, int unit, int pixels)
    {
        var length = Math.Min(field.Size, pixels);
        return Math.Clamp((int)Math.Round(field.Centre + (unit * field.Stride) - ((length - 1) / 2.0)), 0, pixels - length);
    }
}
