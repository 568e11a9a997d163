using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>The parts of real pictures that drive units most, at most one of each picture, cut out by the units' receptive field.</summary>
/// <remarks>Zeiler and Fergus, Visualizing and understanding convolutional networks, arXiv:1311.2901.</remarks>
public static class BestPatches
{
    /// <summary>Looks through pictures.</summary>
    /// <param name="network">The network, which is at rest meanwhile.</param>
    /// <param name="layer">Full name of a layer.</param>
    /// <param name="units">Its channels.</param>
    /// <param name="images">Each of shape [1, C, H, W], all of one size.</param>
    /// <param name="normalize">How pixels became numbers.</param>
    /// <param name="count">How many patches of each unit.</param>
    /// <returns>For each unit its patches, the best first.</returns>
    /// <exception cref="ArgumentException">There is no such layer or unit.</exception>
    public static IReadOnlyList<IReadOnlyList<Patch>> Of(
        Module network, string layer, IReadOnlyList<int> units, IEnumerable<Tensor> images, Normalize normalize, int count = 9)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(normalize);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        using var rest = new AtRest(network);
        using var probe = new Probe(network, layer);
        var best = units.Select(_ => new List<Patch>()).ToArray();
        SummaryRow? field = null;
        foreach (var image in images)
        {
            // A layer that is a block has no row of its own; its last layer sees what it sees.
            field ??= Summary.Of(network, [image.Shape[1], image.Shape[2], image.Shape[3]]).Rows.Last(row => row.Path == layer || row.Path.StartsWith(layer + ".", StringComparison.Ordinal));
            using var scope = new Scope();
            var output = probe.Run(image)[0];
            for (var i = 0; i < best.Length; i++)
            {
                var map = FeatureVisualization.Answers(output, layer, units[i]).ToArray();
                var place = Array.IndexOf(map, map.Max());
                if (best[i].Count < count || map[place] > best[i][^1].Activation)
                {
                    var width = output.Shape.Rank == 4 ? output.Shape[3] : 1;
                    best[i].Add(new Patch(Cut(normalize.ToPicture(image), field, place / width, place % width), map[place]));
                    best[i].Sort((a, b) => b.Activation.CompareTo(a.Activation));
                    best[i].RemoveRange(Math.Min(count, best[i].Count), Math.Max(0, best[i].Count - count));
                }
            }
        }

        return best;
    }

    private static Picture Cut(Picture picture, SummaryRow field, int row, int column)
    {
        var (top, height) = Span(field.Rows, row, picture.Height);
        var (left, width) = Span(field.Columns, column, picture.Width);
        var patch = new Picture(height, width, picture.Channels);
        var length = width * picture.Channels;
        for (var y = 0; y < height; y++)
        {
            picture.Pixels.Slice((((top + y) * picture.Width) + left) * picture.Channels, length).CopyTo(patch.WritablePixels[(y * length)..]);
        }

        return patch;
    }

    // A field that sticks out of the picture is moved into it, so that all patches have one size.
    private static (int Start, int Length) Span(ReceptiveField field, int unit, int pixels)
    {
        var length = Math.Min(field.Size, pixels);
        var start = (int)Math.Round(field.Centre + (unit * field.Stride) - ((length - 1) / 2.0));
        return (Math.Clamp(start, 0, pixels - length), length);
    }
}
