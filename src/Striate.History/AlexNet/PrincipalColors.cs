using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels;

namespace Striate.History;

/// <summary>
/// Another light: all pixels of a picture move by one colour, drawn along the directions in which the colours of the data differ, Σ p·α·λ
/// over the eigenvectors p and eigenvalues λ of their covariance C. Krizhevsky, Sutskever and Hinton, NIPS 2012, section 4.1.
/// </summary>
/// <remarks>α is normal with deviation 0.1, and pixels are on the scale from 0 to 1. With C = P·Λ·Pᵀ the sum is P·Λ·α, and since a rotation leaves normal
/// numbers normal, that is C·z for z of the same kind: no eigenvectors are needed.</remarks>
public sealed class PrincipalColors : ColorAugmentation
{
    private readonly double[] _covariance;
    private readonly double _deviation;

    private PrincipalColors(double[] mean, double[] covariance, double deviation)
        : base(1) => (Mean, _covariance, _deviation) = (mean, covariance, deviation);

    /// <summary>The mean of red, green and blue over the data, on the scale from 0 to 1.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>Measures the colours of a data set.</summary>
    /// <param name="data">Pictures in colour.</param>
    /// <param name="deviation">Standard deviation of α.</param>
    /// <param name="most">Look at this many pictures at most, spread evenly over the set.</param>
    public static PrincipalColors Of(Dataset data, double deviation = 0.1, int most = 2000)
    {
        ArgumentNullException.ThrowIfNull(data);
        var looked = data.FromAllOver(most);
        var (sum, products, count) = (new double[3], new double[9], 0L);
        var rgb = new Picture();
        for (var i = 0; i < looked.Count; i++)
        {
            PictureChannels.Convert(looked.PictureOf(i), 3, rgb);
            var pixels = rgb.Pixels;
            for (var p = 0; p < pixels.Length; p += 3)
            {
                for (var a = 0; a < 3; a++)
                {
                    sum[a] += pixels[p + a] / 255.0;
                    for (var b = 0; b < 3; b++)
                    {
                        products[(3 * a) + b] += pixels[p + a] / 255.0 * (pixels[p + b] / 255.0);
                    }
                }
            }

            count += pixels.Length / 3;
        }

        var mean = Array.ConvertAll(sum, s => s / count);
        return new PrincipalColors(mean, [.. products.Select((product, i) => (product / count) - (mean[i / 3] * mean[i % 3]))], deviation);
    }

    /// <summary>Draws a shift of red, green and blue, on the scale from 0 to 1.</summary>
    /// <param name="rng">Where it comes from.</param>
    public (double Red, double Green, double Blue) Draw(Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        var (x, y, z) = (rng.NextNormal(), rng.NextNormal(), rng.NextNormal());
        return (Row(0), Row(1), Row(2));

        double Row(int row) => _deviation * ((_covariance[3 * row] * x) + (_covariance[(3 * row) + 1] * y) + (_covariance[(3 * row) + 2] * z));
    }

    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(target);
        PictureChannels.Convert(source, 3, target);
        var (red, green, blue) = Draw(rng);
        Span<int> shift = [(int)Math.Round(255 * red), (int)Math.Round(255 * green), (int)Math.Round(255 * blue)];
        var pixels = target.WritablePixels;
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(pixels[i] + shift[i % 3], 0, 255);
        }
    }
}
