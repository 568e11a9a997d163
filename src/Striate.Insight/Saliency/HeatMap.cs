using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using Striate.Kernels;
using Striate.Kernels.Resampling;
using Striate.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Striate.Insight;

/// <summary>Saliency as colour.</summary>
public static class HeatMap
{
    // Of a thousand places so many may be off the scale, or one bright pixel leaves all others dark.
    private const int MostBeyond = 10;
    private const float Rounding = 1e-4f;
    private const float Strength = 0.85f;

    // Below 1, so that weak places are seen too.
    private const float Softness = 0.8f;
    private static readonly Color For = new(0xC0, 0x10, 0x20);
    private static readonly Color Against = new(0x10, 0x40, 0xC0);

    /// <summary>One number a place: what an attribution's channels sum to.</summary>
    /// <param name="attribution">Shape [1, C, H, W].</param>
    /// <returns>Shape [1, 1, H, W].</returns>
    public static Tensor Of(Tensor attribution)
    {
        ArgumentNullException.ThrowIfNull(attribution);
        return attribution.Shape.Rank == 4 && attribution.Shape[0] == 1
            ? Ops.Sum(attribution, [1], keepDims: true).Clone().Keep()
            : throw new ShapeException($"HeatMap: got {attribution.Shape}, expected an attribution [1, C, H, W].");
    }

    /// <summary>
    /// A map over its picture in grey: red where the map is above zero, blue where it is below, and clear where it is zero. For methods that share
    /// out the answer (relevance, integrated gradients, gradient × input, occlusion) that is for and against the class; the gradient's sign says only whether
    /// the answer grows with lighter or with darker pixels. The hundredth part of the places with the largest numbers has the full colour.
    /// </summary>
    /// <param name="picture">Any size.</param>
    /// <param name="map">Shape [1, C, H, W]; channels are summed, and it is brought to the picture's size.</param>
    /// <returns>As large as the picture, in colour.</returns>
    public static Picture Over(Picture picture, Tensor map)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var values = Ops.Resize(Of(map), (picture.Height, picture.Width), ResizeMode.Bilinear).ToArray();
        var full = Full(values);
        var over = new Picture(picture.Height, picture.Width, 3);
        var pixels = over.WritablePixels;
        for (var i = 0; i < values.Length; i++)
        {
            var grey = Grey(picture.Pixels.Slice(i * picture.Channels, picture.Channels));
            var share = Math.Clamp(values[i] / full, -1, 1);
            var color = Color.Between(Color.Grey(grey), share < 0 ? Against : For, MathF.Pow(MathF.Abs(share), Softness) * Strength);
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (color.R, color.G, color.B);
        }

        return over;
    }

    /// <summary>A map alone, in the colours that it has over its picture.</summary>
    internal static Picture Alone(Tensor map)
    {
        var values = Of(map).ToArray();
        var full = Full(values);
        return ColorMap.BlueWhiteRed.Apply(values, map.Shape[2], map.Shape[3], -full, full);
    }

    /// <summary>The smallest and the largest number of a map in words.</summary>
    internal static string Range(Tensor map)
    {
        var values = Of(map).ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"from {TensorPrimitives.Min<float>(values):G3} to {TensorPrimitives.Max<float>(values):G3}").Replace('-', '−');
    }

    // The magnitude of the full colour.
    private static float Full(float[] values)
    {
        // What is nothing but rounding does not count as a place.
        var largest = values.Where(float.IsFinite).Select(MathF.Abs).DefaultIfEmpty().Max();
        var magnitudes = values.Select(MathF.Abs).Where(value => value >= largest * Rounding && float.IsFinite(value)).Order().ToArray();
        return largest > 0 ? magnitudes[magnitudes.Length - 1 - (magnitudes.Length * MostBeyond / 1000)] : 1;
    }

    private static byte Grey(ReadOnlySpan<byte> pixel)
    {
        var sum = 0;
        foreach (var value in pixel)
        {
            sum += value;
        }

        // Lighter than it is, so that the colours stand out.
        return (byte)(90 + (sum * 165 / (255 * pixel.Length)));
    }
}
