using Striate.Kernels;
using Striate.Kernels.Resampling;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

public static partial class Saliency
{
    /// <summary>
    /// max(Σₖ wₖ·Aₖ, 0) over the maps Aₖ of a late layer, each weighed by the mean gradient wₖ of the score over its places; then brought to the
    /// size of the image. It says where, coarsely. Selvaraju et al., arXiv:1610.02391.
    /// </summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="target">The class; null for the network's answer.</param>
    /// <param name="layer">A layer that makes maps; null for what the last layer with weights makes its scores of, while it still has places.</param>
    /// <returns>Shape [1, 1, H, W], not negative.</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    /// <exception cref="ArgumentException">The layer makes no maps, or does not run, or the network has none that does.</exception>
    public static Tensor GradCam(Module network, Tensor image, int? target = null, Module? layer = null) =>
        Weigh(network, image, target, layer, (_, gradients) =>
        {
            var sum = 0.0;
            foreach (var gradient in gradients)
            {
                sum += gradient;
            }

            return sum / gradients.Length;
        });

    // What a map weighs, of its activations and gradients.
    private delegate double MapWeight(ReadOnlySpan<float> activations, ReadOnlySpan<float> gradients);

    private static Tensor Weigh(Module network, Tensor image, int? target, Module? layer, MapWeight weight)
    {
        Check(network, image);
        return Ops.Resize(WeighedMaps(network, image, target, layer, weight), (image.Shape[2], image.Shape[3]), ResizeMode.Bilinear).Clone().Keep();
    }

    private static Tensor WeighedMaps(Module network, Tensor image, int? target, Module? layer, MapWeight weight)
    {
        using var rest = new AtRest(network);
        using var tape = new Tape(seed: 0);
        Tensor? output = null;
        using var hook = layer?.AddHook((_, y) => output = y);
        var scores = network.Forward(Leaf(image));
        var maps = MapsOf(network, layer, output, tape);
        maps.KeepsGrad = true;
        var activations = maps.ToArray();
        Walk(scores, Target(scores, target));

        var gradients = (maps.Grad ?? Tensor.Zeros(maps.Shape)).ToArray();
        var places = maps.Shape[2] * maps.Shape[3];
        var sum = new float[places];
        for (var k = 0; k < maps.Shape[1]; k++)
        {
            var map = activations.AsSpan(k * places, places);
            var w = (float)weight(map, gradients.AsSpan(k * places, places));
            for (var i = 0; i < places; i++)
            {
                sum[i] += w * map[i];
            }
        }

        return Tensor.From([.. sum.Select(value => MathF.Max(value, 0))], [1, 1, maps.Shape[2], maps.Shape[3]]).Keep();
    }

    private static Tensor MapsOf(Module network, Module? layer, Tensor? output, Tape tape)
    {
        if (layer is null)
        {
            var operations = tape.Operations;
            var last = operations.Count - 1;
            while (last >= 0 && operations[last].Layer is not (Conv2d or Linear))
            {
                last--;
            }

            return operations.Take(Math.Max(last, 0)).LastOrDefault(o => o.Name != "Layout" && HasPlaces(o.Output))?.Output
                ?? throw new ArgumentException($"{network} has no maps before its last layer with weights. Take a method that looks at the image itself.", nameof(network));
        }

        return output is null ? throw new ArgumentException($"{layer} gave nothing: the network does not run it.", nameof(layer))
            : HasPlaces(output) ? output
            : throw new ArgumentException($"{layer} gives {output.Shape}, expected maps, [1, C, H, W] of more than one place. Name an earlier layer.", nameof(layer));
    }

    private static bool HasPlaces(Tensor maps) => maps.Shape.Rank == 4 && maps.Shape[2] * maps.Shape[3] > 1;
}
