using System.Globalization;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// From bytes to floats, per channel: y = (x / 255 − mean) / std. Mean and standard deviation are of pixels on the scale
/// from 0 to 1.
/// </summary>
public sealed class Normalize
{
    private readonly float[] _mean;
    private readonly float[] _std;

    /// <summary>Creates it.</summary>
    /// <param name="mean">One number for all channels, or one for each.</param>
    /// <param name="std">As many numbers, each above 0.</param>
    /// <exception cref="ArgumentException">No numbers, differently many, or a deviation that is not above 0.</exception>
    public Normalize(IEnumerable<float> mean, IEnumerable<float> std)
    {
        (_mean, _std) = ([.. mean], [.. std]);
        if (_mean.Length == 0 || _mean.Length != _std.Length || !_std.All(s => s > 0 && float.IsFinite(s)) || !_mean.All(float.IsFinite))
        {
            throw new ArgumentException($"Normalize {this}: expected as many means as deviations, finite, and deviations above 0.");
        }
    }

    /// <summary>Only to the scale from 0 to 1.</summary>
    public static Normalize UnitRange { get; } = new([0], [1]);

    /// <summary>What the 60,000 digits of MNIST have.</summary>
    public static Normalize Mnist { get; } = new([0.1307f], [0.3081f]);

    /// <summary>What the pictures of ImageNet have, and what networks trained on them expect.</summary>
    public static Normalize ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>Mean of each channel, or one for all.</summary>
    public IReadOnlyList<float> Mean => _mean;

    /// <summary>Standard deviation of each channel, or one for all.</summary>
    public IReadOnlyList<float> Std => _std;

    /// <summary>Measures the pixels of a data set: mean and standard deviation of each channel, over all pixels alike.</summary>
    /// <param name="data">At least one picture; all with the same number of channels.</param>
    /// <param name="most">Look at this many pictures at most, spread evenly over the set.</param>
    /// <exception cref="ArgumentException">No picture, or pictures of different channels.</exception>
    public static Normalize Of(Dataset data, int most = 10_000)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var looked = data.FromAllOver(most);
        var channels = looked.Count > 0 ? data.PictureOf(0).Channels : throw new ArgumentException($"{data.Name} has no pictures to measure.");

        // Counts of each value are exact, and every pixel costs one addition.
        var counts = new long[channels, 256];
        for (var i = 0; i < looked.Count; i++)
        {
            var picture = looked.PictureOf(i);
            if (picture.Channels != channels)
            {
                throw new ArgumentException($"{data.Name} has pictures of {channels} and of {picture.Channels} channels. Measure pictures of one kind.");
            }

            var pixels = picture.Pixels;
            for (var p = 0; p < pixels.Length; p++)
            {
                counts[p % channels, pixels[p]]++;
            }
        }

        var (mean, std) = (new float[channels], new float[channels]);
        for (var c = 0; c < channels; c++)
        {
            var (n, sum, squares) = (0.0, 0.0, 0.0);
            for (var value = 0; value < 256; value++)
            {
                var x = value / 255.0;
                n += counts[c, value];
                sum += counts[c, value] * x;
                squares += counts[c, value] * x * x;
            }

            n = Math.Max(n, 1);
            mean[c] = (float)(sum / n);

            // A channel of one value only has no deviation; half a step of a byte keeps it finite.
            std[c] = (float)Math.Max(Math.Sqrt(Math.Max((squares / n) - (sum / n * (sum / n)), 0)), 0.5 / 255);
        }

        return new Normalize(mean, std);
    }

    /// <summary>Normalises the pixels of one picture.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="y">H x W x C numbers.</param>
    /// <exception cref="ShapeException">Another number of channels, or of numbers.</exception>
    public void Apply(Picture picture, Span<float> y)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (y.Length != picture.Pixels.Length)
        {
            throw new ShapeException($"{y.Length} numbers for a picture of {picture}, expected {picture.Pixels.Length}.");
        }

        Span<float> scale = stackalloc float[PixelMath.Period];
        Span<float> shift = stackalloc float[PixelMath.Period];
        WritePattern(picture.Channels, scale, shift);
        PixelMath.Affine(picture.Pixels, scale, shift, y);
    }

    /// <summary>Makes the picture of normalised numbers: the inverse, rounded, with what no byte can say cut off.</summary>
    /// <param name="images">Shape [N, C, H, W].</param>
    /// <param name="place">Which of the images.</param>
    /// <returns>H x W x C.</returns>
    /// <exception cref="ShapeException">Another rank, or another number of channels.</exception>
    public Picture ToPicture(Tensor images, int place = 0)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape.Rank != 4)
        {
            throw new ShapeException($"Normalize.ToPicture: got {images.Shape}, expected images [N, C, H, W].");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, images.Shape[0]);
        var (channels, pixels) = (images.Shape[1], images.Shape[2] * images.Shape[3]);
        CheckChannels(channels);
        var picture = new Picture(images.Shape[2], images.Shape[3], channels);
        var from = Ops.ToChannelsLast(images).Span.Slice(place * channels * pixels, channels * pixels);
        var to = picture.WritablePixels;
        for (var i = 0; i < to.Length; i++)
        {
            var c = _mean.Length == 1 ? 0 : i % channels;
            to[i] = (byte)MathF.Round(Math.Clamp(255 * ((from[i] * _std[c]) + _mean[c]), 0, 255));
        }

        return picture;
    }

    /// <summary>"mean 0.1307, std 0.3081".</summary>
    public override string ToString() => $"mean {Join(_mean)}, std {Join(_std)}";

    /// <summary>Checks that it fits pictures of so many channels.</summary>
    internal void CheckChannels(int channels)
    {
        if (_mean.Length != 1 && _mean.Length != channels)
        {
            throw new ShapeException($"Normalize has {_mean.Length} means, and the pictures have {channels} channels. Give one mean and deviation, or {channels}.");
        }
    }

    // y = x · scale + shift, the pattern of the channels repeated over the period of the vectors.
    private void WritePattern(int channels, Span<float> scale, Span<float> shift)
    {
        CheckChannels(channels);
        for (var i = 0; i < PixelMath.Period; i++)
        {
            var c = _mean.Length == 1 ? 0 : i % channels;
            scale[i] = (float)(1 / (255.0 * _std[c]));
            shift[i] = (float)(-(double)_mean[c] / _std[c]);
        }
    }

    private static string Join(float[] values) => string.Join(' ', values.Select(v => v.ToString("0.####", CultureInfo.InvariantCulture)));
}
