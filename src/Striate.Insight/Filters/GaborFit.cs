using Striate.Kernels.Conv;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>
/// The Gabor function that comes nearest to a filter: exp(−u²/2σᵤ² − v²/2σᵥ²) · (a cos 2πfu + b sin 2πfu), with u across the bars and v along
/// them. Jones and Palmer (1987) fitted it to the fields of simple cells, which Hubel and Wiesel (1962) had found to answer to oriented
/// edges. Filters of several channels are fitted in the one colour that holds most of them.
/// </summary>
/// <example><code>
/// var fits = GaborFit.Of(Filters.First(net)!);
/// Console.WriteLine($"{fits.Count(fit => fit.IsOriented)} of {fits.Count} filters are oriented.");
/// </code></example>
public sealed class GaborFit
{
    /// <summary>The least side of a filter that can be fitted: smaller ones have hardly more numbers than the function has.</summary>
    public const int LeastSide = 5;

    /// <summary>How many filters of noise <see cref="ShareByChance"/> fits.</summary>
    public const int ByChance = 100;

    private const double LeastExplained = 0.5;
    private const double LeastSelectivity = 1.0 / 3;
    private const int Angles = 36;

    private GaborFit(int filter) => Filter = filter;

    /// <summary>Which filter, from 0.</summary>
    public int Filter { get; }

    /// <summary>Where its bars point, in degrees from 0 to 180 against the clock; 0 lies, 90 stands.</summary>
    public double Orientation { get; private init; }

    /// <summary>Spatial frequency f, in cycles per pixel, 0 to 0.5.</summary>
    public double Frequency { get; private init; }

    /// <summary>Where the bars lie under the envelope, in degrees from −180 to 180: 0 or ±180 is a bar, ±90 an edge.</summary>
    public double Phase { get; private init; }

    /// <summary>Standard deviation of the envelope along the bars, σᵥ, in pixels.</summary>
    public double Length { get; private init; }

    /// <summary>Standard deviation of the envelope across the bars, σᵤ, in pixels.</summary>
    public double Width { get; private init; }

    /// <summary>The share of the filter's sum of squares that the function explains, over all channels; at most 1.</summary>
    public double Explained { get; private init; }

    /// <summary>
    /// (R − R⊥) / (R + R⊥): R the filter's answer to the grating that it likes best, R⊥ to the best one at right angles to it; 0 for a round
    /// field, 1 for one that does not answer to it at all.
    /// </summary>
    public double Selectivity { get; private init; }

    /// <summary>Whether it is an oriented edge or bar: the function explains half of it, and its best grating moves it twice as much as that at right angles.</summary>
    public bool IsOriented => Explained >= LeastExplained && Selectivity >= LeastSelectivity;

    /// <summary>The function in the filter's colours, shape of the filter: C x H x W numbers.</summary>
    internal float[] Values { get; private init; } = [];

    /// <summary>Whether the filters of a layer see grey or colours, and are large enough.</summary>
    public static bool IsPossible(Conv2d conv)
    {
        ArgumentNullException.ThrowIfNull(conv);
        return conv.Weight.Shape is [_, 1 or 3, >= LeastSide, >= LeastSide];
    }

    /// <summary>Fits all filters of a layer that sees the image itself.</summary>
    /// <param name="conv">The layer.</param>
    /// <returns>One fit for each filter, in their order.</returns>
    /// <exception cref="ArgumentException">Its filters are too small, or of other channels.</exception>
    public static IReadOnlyList<GaborFit> Of(Conv2d conv)
    {
        ArgumentNullException.ThrowIfNull(conv);
        var shape = conv.Weight.Shape;
        if (!IsPossible(conv))
        {
            throw new ArgumentException($"{conv}: its filters have {shape[1]} channels of {shape[2]}x{shape[3]} pixels. A Gabor function is fitted to filters of 1 or 3 channels with {LeastSide}x{LeastSide} pixels or more.");
        }

        var values = conv.Weight.Value.ToArray();
        var length = values.Length / shape[0];
        return [.. Enumerable.Range(0, shape[0]).AsParallel().AsOrdered().Select(filter => Fit(filter, values.AsSpan(filter * length, length), shape))];
    }

    /// <summary>The share of filters of noise, of a layer's size and colours, that count as oriented: what the share of its own is to be held against.</summary>
    /// <param name="conv">The layer.</param>
    /// <returns>The share of <see cref="ByChance"/> filters of noise, always the same ones; 0 to 1.</returns>
    /// <exception cref="ArgumentException">Its filters are too small, or of other channels.</exception>
    public static double ShareByChance(Conv2d conv)
    {
        ArgumentNullException.ThrowIfNull(conv);
        var noise = new Conv2d(conv.Weight.Shape[1], ByChance, new Size2d(conv.Weight.Shape[2], conv.Weight.Shape[3]));
        noise.Initialize(seed: 0);
        return Of(noise).Average(fit => fit.IsOriented ? 1.0 : 0);
    }

    private static GaborFit Fit(int filter, ReadOnlySpan<float> values, Shape bank)
    {
        var (channels, height, width) = (bank[1], bank[2], bank[3]);
        var energy = 0.0;
        foreach (var value in values)
        {
            energy += (double)value * value;
        }

        if (!(energy > 0 && double.IsFinite(energy)))
        {
            return new GaborFit(filter) { Values = new float[values.Length] };
        }

        var (colour, profile) = MainColour.Of(values, channels);
        var gabor = GaborFunction.FitTo(profile, height, width);
        var fitted = gabor.Sample(height, width);
        var left = energy - Squares(profile);
        for (var i = 0; i < fitted.Length; i++)
        {
            left += (profile[i] - fitted[i]) * (profile[i] - fitted[i]);
        }

        var (best, selectivity) = Tune(profile, height, width);
        var isFlat = gabor.Frequency < 0.5 / Math.Max(height, width);
        return new GaborFit(filter)
        {
            // Where the function has hardly a wave, its envelope points somewhere by chance: the gratings decide.
            Orientation = isFlat ? best : Modulo(90 - (gabor.Angle * 180 / Math.PI), 180),
            Frequency = gabor.Frequency,
            Phase = Math.Atan2(-gabor.Sine, gabor.Cosine) * 180 / Math.PI,
            Length = gabor.Along,
            Width = gabor.Across,
            Explained = Math.Max(0, 1 - (left / energy)),
            Selectivity = selectivity,
            Values = [.. colour.SelectMany(share => fitted.Select(value => (float)(share * value)))],
        };
    }

    // The answers to gratings of all orientations and of frequencies that the filter can tell from evenness.
    private static (double Orientation, double Selectivity) Tune(double[] profile, int height, int width)
    {
        var answers = new double[Angles];
        for (var angle = 0; angle < Angles; angle++)
        {
            var (sin, cos) = Math.SinCos(Math.PI * angle / Angles);
            for (var frequency = 0.5 / Math.Min(height, width); frequency <= 0.5; frequency *= 1.15)
            {
                var (real, imaginary) = (0.0, 0.0);
                for (var i = 0; i < profile.Length; i++)
                {
                    var (s, c) = Math.SinCos(2 * Math.PI * frequency * ((cos * (i % width)) + (sin * (i / width))));
                    (real, imaginary) = (real + (profile[i] * c), imaginary + (profile[i] * s));
                }

                answers[angle] = Math.Max(answers[angle], Math.Sqrt((real * real) + (imaginary * imaginary)));
            }
        }

        var best = Array.IndexOf(answers, answers.Max());
        var across = answers[(best + (Angles / 2)) % Angles];
        return (Modulo(90 - (180.0 * best / Angles), 180), (answers[best] - across) / (answers[best] + across));
    }

    private static double Squares(double[] values) => values.Sum(value => value * value);

    private static double Modulo(double value, double period) => ((value % period) + period) % period;
}
