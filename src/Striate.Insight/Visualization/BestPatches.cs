using Striate.Data;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>
/// The parts of real pictures that drive units most, cut out by the units' receptive field: one of each picture, and more where there are fewer pictures than parts.
/// </summary>
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
        var best = units.Select(_ => new List<Found>()).ToArray();
        FieldBox? field = null;
        foreach (var image in images)
        {
            field ??= FieldBox.OfUnits(network, [image.Shape[1], image.Shape[2], image.Shape[3]], layer)!;
            using var scope = new Scope();
            var output = probe.Run(image)[0];
            var picture = new Lazy<Picture>(() => normalize.ToPicture(image));
            for (var i = 0; i < best.Length; i++)
            {
                Add(best[i], FeatureVisualization.Answers(output, layer, units[i]).ToArray(), field, picture, image.Shape[2], image.Shape[3], count);
            }
        }

        return [.. best.Select(found => (IReadOnlyList<Patch>)[.. found.Select(part => part.Patch).OrderByDescending(patch => patch.Activation)])];
    }

    // The best part of every picture goes before the second of any.
    private static void Add(List<Found> best, float[] map, FieldBox field, Lazy<Picture> picture, int height, int width, int count)
    {
        var (columns, lowest) = (field.Maps.Rank == 3 ? field.Maps[2] : 1, map.Min());
        var most = best.Count == count && best[^1].Rank == 0 ? 1 : count;
        foreach (var (rank, (row, column)) in field.Strongest(map, height, width, most).Index())
        {
            var answer = map[(row * columns) + column];
            if ((rank > 0 && answer <= lowest) || (best.Count == count && (best[^1].Rank, answer).CompareTo((rank, best[^1].Patch.Activation)) <= 0))
            {
                break;
            }

            var window = field.Inside(row, column, height, width);
            best.Add(new Found(rank, new Patch(PictureParts.Cut(picture.Value, window.Top, window.Left, window.Height, window.Width), answer)));
            best.Sort((a, b) => (a.Rank, b.Patch.Activation).CompareTo((b.Rank, a.Patch.Activation)));
            best.RemoveRange(Math.Min(count, best.Count), Math.Max(0, best.Count - count));
        }
    }

    /// <summary>A part of a picture.</summary>
    /// <param name="Rank">How many better ones its picture has.</param>
    /// <param name="Patch">The part.</param>
    private sealed record Found(int Rank, Patch Patch);
}
