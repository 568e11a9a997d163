using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>What a layer's central unit sees of the image: in theory, and in effect.</summary>
/// <param name="Layer">Full name of the layer.</param>
/// <param name="Rows">In theory, along the height.</param>
/// <param name="Columns">In theory, along the width.</param>
/// <param name="Effect">How much the unit changes with each place, the mean over random images, shape [1, 1, H, W].</param>
public sealed record EffectiveField(string Layer, ReceptiveField Rows, ReceptiveField Columns, Tensor Effect)
{
    // What is beyond two standard deviations of a bell is no part of it.
    private const float LeastShare = 1 - 0.9545f;

    /// <summary>Pixels along one side of the field in effect: the root of the number of places whose effect is at least 1 − 95.45% of the largest.</summary>
    public double Side
    {
        get
        {
            var values = Effect.ToArray();
            var largest = values.Max();
            return Math.Sqrt(values.Count(value => value > 0 && value >= LeastShare * largest));
        }
    }

    /// <summary>The upper left corner in theory, in pixels of the image; it may lie outside.</summary>
    public (double Top, double Left) Corner { get; init; }

    /// <summary>
    /// Measures it: the mean magnitude of the gradient of the central unit, all channels of it, over images of normal noise. Luo, Li, Urtasun and Zemel,
    /// Understanding the effective receptive field in deep convolutional neural networks, arXiv:1701.04128.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="input">Shape of one image, [C, H, W].</param>
    /// <param name="layer">A layer that makes maps.</param>
    /// <param name="samples">How many images.</param>
    /// <param name="seed">Decides them.</param>
    /// <param name="step">Is told how many are done.</param>
    /// <param name="cancel">Ends it early, with the mean over those that are done.</param>
    /// <exception cref="ArgumentException">The layer makes no maps, or does not run.</exception>
    public static EffectiveField Of(
        Module network, Shape input, Module layer, int samples = 20, ulong seed = 0, Action<int>? step = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var box = FieldBox.Of(network, input, layer);
        var (row, column) = (box.Maps[1] / 2, box.Maps[2] / 2);
        var effect = Tensor.Zeros([1, 1, input[1], input[2]]).Keep();
        using var rest = new AtRest(network);
        for (var done = 0; done < samples && (done == 0 || !cancel.IsCancellationRequested); done++)
        {
            Add(network, layer, Tensor.Normal([1, .. input], new Rng(Rng.Hash(seed, (ulong)done))), row, column, effect.Span);
            step?.Invoke(done + 1);
        }

        var (top, left, _, _) = box.At(row, column);
        return new EffectiveField(layer.Path, box.Rows, box.Columns, effect) { Corner = (top, left) };
    }

    private static void Add(Module network, Module layer, Tensor image, int row, int column, Span<float> effect)
    {
        using var tape = new Tape(seed: 0);
        image.RequiresGrad = true;
        var y = Features.Of(network, image, layer.Path)[0];
        var start = Tensor.Zeros(y.Shape);
        for (var c = 0; c < y.Shape[1]; c++)
        {
            start[0, c, row, column] = 1;
        }

        y.Backward(start);
        var gradient = image.Grad!.ToArray();
        for (var i = 0; i < gradient.Length; i++)
        {
            effect[i % effect.Length] += MathF.Abs(gradient[i]);
        }
    }
}
