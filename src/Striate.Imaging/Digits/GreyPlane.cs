using System.Numerics;
using System.Numerics.Tensors;
using Striate.Data;

namespace Striate.Imaging;

/// <summary>Grey values from 0 to 1 as floats, H x W, and the filters that <see cref="DigitPhoto"/> needs.</summary>
internal sealed class GreyPlane(float[] values, int height, int width)
{
    public int Height => height;

    public int Width => width;

    public ReadOnlySpan<float> Values => values;

    public static GreyPlane From(Picture grey) =>
        new(Array.ConvertAll(grey.Pixels.ToArray(), value => value / 255f), grey.Height, grey.Width);

    public Picture ToPicture() => new(Array.ConvertAll(values, value => (byte)((value * 255) + 0.5f)), height, width, 1);

    public GreyPlane Map(Func<float, float> change) => new(Array.ConvertAll(values, value => change(value)), height, width);

    /// <summary>How much darker each place is than the paper there, from 0 to 1; for light ink on dark ground, how much lighter.</summary>
    public GreyPlane Ink()
    {
        // A window a third of the picture wide is broader than a stroke, and narrow enough to follow the light.
        var reach = Math.Max(2, Math.Max(height, width) / 6);
        var smooth = Filtered(1, Average);
        var light = smooth.IsLight() ? smooth : smooth.Map(value => 1 - value);
        var paper = light.Filtered(reach, Largest).Filtered(reach, Smallest).Filtered(reach / 2, Average);
        var ink = new float[values.Length];
        for (var i = 0; i < ink.Length; i++)
        {
            ink[i] = Math.Clamp(1 - (light.Values[i] / Math.Max(paper.Values[i], 1 / 255f)), 0, 1);
        }

        return new GreyPlane(ink, height, width);
    }

    /// <summary>The threshold that parts the values best in two, and the mean values above and below it.</summary>
    public (float Threshold, float Above, float Below) Otsu()
    {
        const int Bins = 256;
        Span<int> counts = stackalloc int[Bins];
        counts.Clear();
        var total = 0.0;
        foreach (var value in values)
        {
            var bin = (int)(value * (Bins - 1));
            counts[bin]++;
            total += bin;
        }

        var best = (Threshold: 1f, Above: 0f, Below: 0f);
        var (most, below, sumBelow) = (0.0, 0, 0.0);
        for (var bin = 0; bin < Bins - 1; bin++)
        {
            below += counts[bin];
            sumBelow += (double)counts[bin] * bin;
            var above = values.Length - below;
            if (below == 0 || above == 0)
            {
                continue;
            }

            var (meanBelow, meanAbove) = (sumBelow / below, (total - sumBelow) / above);
            var between = (double)below * above * (meanAbove - meanBelow) * (meanAbove - meanBelow);
            if (between > most)
            {
                most = between;
                best = ((bin + 1f) / (Bins - 1), (float)meanAbove / (Bins - 1), (float)meanBelow / (Bins - 1));
            }
        }

        return best;
    }

    /// <summary>The same values inside of a mask, and 0 outside.</summary>
    public GreyPlane Within(bool[] mask) => new([.. values.Select((value, i) => mask[i] ? value : 0)], height, width);

    /// <summary>Everything bright one pixel broader on each side.</summary>
    public GreyPlane Grown() => Filtered(1, Largest);

    /// <summary>The smallest rectangle around all that is at least half white; the last row and column are not in it.</summary>
    public (int Top, int Left, int Bottom, int Right) Bounds()
    {
        var (top, left, bottom, right) = (height, width, 0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] >= 0.5f)
            {
                var (row, column) = (i / width, i % width);
                (top, left, bottom, right) = (Math.Min(top, row), Math.Min(left, column), Math.Max(bottom, row + 1), Math.Max(right, column + 1));
            }
        }

        return bottom > top ? (top, left, bottom, right) : (0, 0, height, width);
    }

    /// <summary>The mean place of all white, in pixels from the upper left corner.</summary>
    public Vector2 CentreOfMass()
    {
        var (sum, x, y) = (0.0, 0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i];
            x += values[i] * ((i % width) + 0.5);
            y += values[i] * ((i / width) + 0.5);
        }

        return sum > 0 ? new Vector2((float)(x / sum), (float)(y / sum)) : new Vector2(width / 2f, height / 2f);
    }

    // Ink is the smaller part, so the middle value is ground, and ink lies farther from it than the ground's other end.
    private bool IsLight()
    {
        var sorted = values.Order().ToArray();
        var (low, middle, high) = (sorted[sorted.Length / 100], sorted[sorted.Length / 2], sorted[sorted.Length - 1 - (sorted.Length / 100)]);
        return middle - low >= high - middle;
    }

    /// <summary>A filter over a square window that is cut at the edges: along rows, then along columns.</summary>
    private GreyPlane Filtered(int reach, Func<ReadOnlySpan<float>, float> filter)
    {
        var (first, second) = (new float[values.Length], new float[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            var (row, column) = (i / width, i % width);
            var (from, to) = (Math.Max(column - reach, 0), Math.Min(column + reach + 1, width));
            first[i] = filter(values.AsSpan((row * width) + from, to - from));
        }

        var line = new float[height];
        for (var column = 0; column < width; column++)
        {
            for (var row = 0; row < height; row++)
            {
                line[row] = first[(row * width) + column];
            }

            for (var row = 0; row < height; row++)
            {
                var (from, to) = (Math.Max(row - reach, 0), Math.Min(row + reach + 1, height));
                second[(row * width) + column] = filter(line.AsSpan(from, to - from));
            }
        }

        return new GreyPlane(second, height, width);
    }

    private static float Largest(ReadOnlySpan<float> window) => TensorPrimitives.Max(window);

    private static float Smallest(ReadOnlySpan<float> window) => TensorPrimitives.Min(window);

    private static float Average(ReadOnlySpan<float> window) => TensorPrimitives.Sum(window) / window.Length;
}
