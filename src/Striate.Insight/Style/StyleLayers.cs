using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>The layers of a network that show style.</summary>
public static class StyleLayers
{
    private const int LayersOfASize = 2;
    private const int ManySizes = 3;

    /// <summary>
    /// The first two rectified layers of each size of maps that have at least half of the most maps of that size, much as the paper takes relu1_1 to
    /// relu5_1 of VGG; of three sizes or more the smallest shows little style and is left out. What pools, and what gives as many numbers as there are
    /// classes, does not count.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="image">An image of the size at hand, shape [1, C, H, W].</param>
    /// <returns>Full names, in the order in which they run.</returns>
    /// <exception cref="ArgumentException">There are none; name layers of your own.</exception>
    public static IReadOnlyList<string> Of(Module network, Tensor image)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        using var rest = new AtRest(network);
        using var scope = new Scope();
        var seen = new List<(string Path, Tensor Maps, int Area, int Channels)>();
        var hooks = network.Modules().Where(module => module.Path.Length > 0 && module is not (MaxPool2d or AvgPool2d or Dropout)).Select(module => module.AddHook((_, y) =>
        {
            // A block whose last layer rectifies gives what that layer gives.
            if (y.Shape.Rank == 4 && y.Shape[2] * y.Shape[3] > 1 && !seen.Exists(layer => layer.Maps == y) && !y.Span.ContainsAnyInRange(float.NegativeInfinity, -float.Epsilon))
            {
                seen.Add((module.Path, y, y.Shape[2] * y.Shape[3], y.Shape[1]));
            }

            return y;
        })).ToList();
        int classes;
        try
        {
            classes = network.Forward(image).Shape[1];
        }
        finally
        {
            hooks.ForEach(hook => hook.Dispose());
        }

        var sizes = seen.Where(layer => layer.Channels != classes).GroupBy(layer => layer.Area).ToList();
        var shown = sizes.Count >= ManySizes ? sizes.SkipLast(1) : sizes;
        List<string> layers = [.. shown.SelectMany(size =>
            size.Where(layer => 2 * layer.Channels >= size.Max(other => other.Channels)).Select(layer => layer.Path).Distinct().Take(LayersOfASize))];
        return layers.Count > 0
            ? layers
            : throw new ArgumentException($"{network} has no rectified layers with maps, and so none that show style. Name layers of your own.", nameof(network));
    }
}
