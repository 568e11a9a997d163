using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// The neocognitron's learning rule, without a teacher: of the S-cells that see about the same place the one that says most becomes a seed, at most
/// one in a plane, and all cells of its plane learn what the seed sees. Fukushima, Biological Cybernetics 36, 1980.
/// </summary>
/// <remarks>A plane that has learned a pattern is inhibited where there is another; there a plane that has learned nothing yet, of tiny weights, says most, and learns.</remarks>
public static class SeedSelection
{
    // Once is enough for a pattern: 1 is small beside the sums then.
    private const double Amount = 1000;

    /// <summary>Lets one stage learn from a picture.</summary>
    /// <param name="layer">The S-cells of the stage.</param>
    /// <param name="below">What the layer below says of one picture, shape [1, planes, H, W].</param>
    /// <returns>The planes that learned.</returns>
    public static IReadOnlyList<int> Step(SCellLayer layer, Tensor below)
    {
        ArgumentNullException.ThrowIfNull(layer);
        using var scope = new Scope();
        var inhibitory = layer.Inhibitory(below);
        var seeds = Seeds(layer.Respond(below), layer.Window);
        foreach (var (plane, row, column) in seeds)
        {
            layer.Reinforce(plane, below, inhibitory, row, column, Amount);
        }

        return [.. seeds.Select(seed => seed.Plane)];
    }

    /// <summary>The seeds: of each S-column, a square as large as a cell's window through all planes, the cell that says most; of two in a plane the one that says more.</summary>
    /// <param name="simple">What the S-cells say, shape [1, planes, H, W].</param>
    /// <param name="side">Rows and columns of an S-column; the next one begins in its middle.</param>
    public static IReadOnlyList<(int Plane, int Row, int Column)> Seeds(Tensor simple, int side)
    {
        ArgumentNullException.ThrowIfNull(simple);
        var (planes, height, width) = (simple.Shape[1], simple.Shape[2], simple.Shape[3]);
        var said = simple.ToArray();
        var best = new Dictionary<int, int>();
        var step = Math.Max(1, side / 2);
        for (var top = 0; top < height; top += step)
        {
            for (var left = 0; left < width; left += step)
            {
                if (Best(said, planes, height, width, top, left, side) is { } cell && (!best.TryGetValue(cell / (height * width), out var other) || said[cell] > said[other]))
                {
                    best[cell / (height * width)] = cell;
                }
            }
        }

        return [.. best.Values.Order().Select(cell => (cell / (height * width), cell / width % height, cell % width))];
    }

    private static int? Best(float[] said, int planes, int height, int width, int top, int left, int side)
    {
        int? best = null;
        for (var plane = 0; plane < planes; plane++)
        {
            for (var y = top; y < Math.Min(top + side, height); y++)
            {
                for (var x = left; x < Math.Min(left + side, width); x++)
                {
                    var cell = (((plane * height) + y) * width) + x;
                    best = said[cell] > (best is { } other ? said[other] : 0) ? cell : best;
                }
            }
        }

        return best;
    }
}
