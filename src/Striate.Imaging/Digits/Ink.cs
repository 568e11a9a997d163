namespace Striate.Imaging;

/// <summary>How much darker each place of a photo is than the paper there, and from where on that is ink.</summary>
/// <param name="Plane">1 − grey / paper, from 0 to 1; for light ink on dark ground, how much lighter.</param>
/// <param name="Paper">What bare paper has of it: the middle value.</param>
/// <param name="Threshold">What ink has at least.</param>
/// <param name="Dark">What ink has on average.</param>
internal sealed record Ink(GreyPlane Plane, float Paper, float Threshold, float Dark)
{
    /// <summary>Ink differs from its paper by at least this share of the paper's brightness; paper grain stays below.</summary>
    public const float LeastContrast = 0.15f;

    // Noise passes so many of its standard deviations once in a million places.
    private const float NoiseReach = 5;

    /// <summary>Whether it is dark enough to be ink at all.</summary>
    public bool IsClear => Dark - Paper >= LeastContrast;

    /// <summary>Finds the ink of a photo.</summary>
    public static Ink Of(GreyPlane photo)
    {
        var smooth = photo.Average(1);
        var light = IsInkDark(smooth) ? smooth : smooth.Map(value => 1 - value);

        // A window a third of the photo wide is broader than a stroke. The closing follows light that falls off, and the
        // edges of shadows, exactly: only what is dark and narrow on all sides is filled with the paper about it.
        var paper = light.Closed(Math.Max(2, Math.Max(photo.Height, photo.Width) / 6));
        var plane = light.Map(paper, (value, ground) => Math.Clamp(1 - (value / Math.Max(ground, 1 / 255f)), 0, 1));

        // A thin digit is less than a hundredth of its photo. A threshold over all values would part the paper's grain;
        // over those that rise out of the grain it parts ink from faint lines and blurred rims.
        var (middle, deviation) = plane.MiddleAndDeviation();
        var (threshold, dark) = Otsu(plane.Values, middle + Math.Max(LeastContrast / 2, NoiseReach * deviation));
        return new Ink(plane, middle, threshold, dark);
    }

    /// <summary>0 for paper and 1 for ink: all of a stroke's inside is 1, and its blurred rim fades.</summary>
    public GreyPlane Normalized() => Plane.Map(value => Math.Clamp((value - Paper) / (Dark - Paper), 0, 1));

    // Ink is the smaller part of any surroundings, so it departs farther from their mean than the ground does: the sum of
    // the departures' third powers has its sign. Light that falls off departs to both sides alike.
    private static bool IsInkDark(GreyPlane photo)
    {
        var mean = photo.Average(Math.Max(photo.Height, photo.Width) / 4);
        return photo.Map(mean, (value, around) => MathF.Pow(value - around, 3)).Values.ToArray().Sum(value => (double)value) <= 0;
    }

    /// <summary>The threshold that parts the values above a floor best in two, and the mean above it.</summary>
    private static (float Threshold, float Above) Otsu(ReadOnlySpan<float> values, float floor)
    {
        const int Bins = 256;
        Span<int> counts = stackalloc int[Bins];
        counts.Clear();
        var (count, total) = (0, 0.0);
        foreach (var value in values)
        {
            if (value > floor)
            {
                var bin = (int)(value * (Bins - 1));
                counts[bin]++;
                total += bin;
                count++;
            }
        }

        var best = (Threshold: floor, Above: count > 0 ? (float)(total / count) / (Bins - 1) : floor);
        var (most, below, sumBelow) = (0.0, 0, 0.0);
        for (var bin = 0; bin < Bins - 1; bin++)
        {
            below += counts[bin];
            sumBelow += (double)counts[bin] * bin;
            var above = count - below;
            if (below == 0 || above == 0)
            {
                continue;
            }

            var (meanBelow, meanAbove) = (sumBelow / below, (total - sumBelow) / above);
            var between = (double)below * above * (meanAbove - meanBelow) * (meanAbove - meanBelow);
            if (between > most)
            {
                most = between;
                best = ((bin + 1f) / (Bins - 1), (float)meanAbove / (Bins - 1));
            }
        }

        return best;
    }
}
