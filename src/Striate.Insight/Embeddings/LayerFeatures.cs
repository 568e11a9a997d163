using Striate.Data;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>What a layer makes of many images, one row each.</summary>
public static class LayerFeatures
{
    /// <summary>The numbers that the network decides by: the input of the last layer with weights.</summary>
    /// <param name="network">The network; as before afterwards.</param>
    /// <param name="batches">The images.</param>
    /// <param name="layer">A layer whose output is taken instead; null for none.</param>
    /// <param name="cancel">Ends it early, with an error.</param>
    /// <returns>Shape [N, D]; maps [N, C, H, W] are averaged over their places, to C numbers.</returns>
    /// <exception cref="ArgumentException">There are no images, or the layer does not run.</exception>
    public static Tensor Of(Module network, IEnumerable<Batch> batches, Module? layer = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batches);
        var seen = layer ?? network.Modules().LastOrDefault(module => module is Linear or Conv2d)
            ?? throw new ArgumentException($"{network} has no layer with weights. Name a layer.", nameof(network));
        using var rest = new AtRest(network);
        var rows = new List<float[]>();
        Tensor? features = null;
        using var hook = seen.AddHook((x, y) =>
        {
            features = Flat(layer is null ? x : y);
            return y;
        });
        foreach (var batch in batches)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = new Scope();
            network.Forward(batch.Images);
            var numbers = (features ?? throw new ArgumentException($"{seen} gave nothing: the network does not run it.", nameof(layer))).ToArray();
            rows.AddRange(numbers.Chunk(numbers.Length / features.Shape[0]));
        }

        return rows.Count > 0
            ? Tensor.From([.. rows.SelectMany(row => row)], [rows.Count, rows[0].Length])
            : throw new ArgumentException("There are no images to see.", nameof(batches));
    }

    private static Tensor Flat(Tensor x) => x.Shape.Rank == 4 ? Ops.Mean(x, [2, 3])
        : x.Shape.Rank == 2 ? x : throw new ShapeException($"features {x.Shape}; expected maps [N, C, H, W] or rows [N, D]. Name another layer.");
}
