using Striate.Data;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>Makes pixels into the input of a network, with gradients.</summary>
internal static class PixelInput
{
    /// <summary>(x − mean) / std of each channel.</summary>
    /// <param name="pixels">Shape [N, C, H, W], from 0 to 1.</param>
    /// <param name="normalize">Mean and deviation.</param>
    public static Tensor Of(Tensor pixels, Normalize normalize)
    {
        var channels = pixels.Shape[1];
        return (pixels - Row(normalize.Mean, channels)) / Row(normalize.Std, channels);
    }

    private static Tensor Row(IReadOnlyList<float> values, int channels) =>
        Tensor.From(Enumerable.Range(0, channels).Select(c => values[values.Count == 1 ? 0 : c]).ToArray(), [1, channels, 1, 1]);
}
