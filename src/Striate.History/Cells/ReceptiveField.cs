using Striate.Tensors;

namespace Striate.History;

/// <summary>What cells see of the picture: weights around a place, as filters of a convolution.</summary>
public static class ReceptiveField
{
    /// <summary>A round field with a surround of the other sign: a narrow Gaussian less a wide one, each of sum 1, so that even light gives 0.</summary>
    /// <param name="centre">Standard deviation of the narrow one, in pixels.</param>
    /// <param name="surround">Standard deviation of the wide one, in pixels.</param>
    /// <returns>Shape [1, 1, S, S], S = 2·⌈3·surround⌉ + 1.</returns>
    /// <remarks>Rodieck, Vision Research 5, 1965.</remarks>
    public static Tensor DifferenceOfGaussians(double centre, double surround)
    {
        var narrow = Field(surround, (x, y) => Math.Exp(-((x * x) + (y * y)) / (2 * centre * centre)));
        var wide = Field(surround, (x, y) => Math.Exp(-((x * x) + (y * y)) / (2 * surround * surround)));
        return Filter([.. narrow.Zip(wide, (n, w) => (n / narrow.Sum()) - (w / wide.Sum()))]);
    }

    /// <summary>A field of stripes under a Gaussian, which answers to bars and edges of one orientation: a Gabor function.</summary>
    /// <param name="orientation">Of the stripes, in degrees, counter-clockwise from horizontal.</param>
    /// <param name="phase">In degrees: 0 for a bright bar in the middle, 90 for an edge, 180 for a dark bar.</param>
    /// <param name="wavelength">Of the stripes, in pixels.</param>
    /// <returns>Shape [1, 1, S, S], of mean 0 and length 1; its Gaussian has a deviation of 0.4 wavelengths across the stripes and 0.8 along them.</returns>
    /// <remarks>g = cos(2π·u/λ + φ) · exp(−u²/2σ² − v²/2τ²), u across the stripes and v along them. Marčelja, Journal of the Optical Society of America 70, 1980; Daugman, Vision Research 20, 1980.</remarks>
    public static Tensor Gabor(double orientation, double phase, double wavelength)
    {
        var (sin, cos) = Math.SinCos(orientation * Math.PI / 180);
        var (across, along) = (0.4 * wavelength, 0.8 * wavelength);
        double Envelope(double x, double y) => Math.Exp(-(Math.Pow(Across(x, y) / across, 2) + Math.Pow(Along(x, y) / along, 2)) / 2);
        double Across(double x, double y) => (sin * x) + (cos * y);
        double Along(double x, double y) => (cos * x) - (sin * y);
        var envelope = Field(along, Envelope);
        var field = Field(along, (x, y) => Math.Cos((2 * Math.PI * Across(x, y) / wavelength) + (phase * Math.PI / 180)) * Envelope(x, y));

        // Less so much of the Gaussian that even light gives 0.
        var light = field.Sum() / envelope.Sum();
        var balanced = field.Zip(envelope, (f, e) => f - (light * e)).ToArray();
        var length = Math.Sqrt(balanced.Sum(value => value * value));
        return Filter(Array.ConvertAll(balanced, value => value / length));
    }

    private static double[] Field(double deviation, Func<double, double, double> of)
    {
        var reach = (int)Math.Ceiling(3 * deviation);
        var places = Enumerable.Range(-reach, (2 * reach) + 1);
        return [.. places.SelectMany(y => places.Select(x => of(x, y)))];
    }

    private static Tensor Filter(double[] values)
    {
        var side = (int)Math.Sqrt(values.Length);
        return Tensor.From(Array.ConvertAll(values, value => (float)value), [1, 1, side, side]).Keep();
    }
}
