using System.Numerics;
using System.Numerics.Tensors;
using Striate.Data;

namespace Striate.Imaging;

/// <summary>Grey values from 0 to 1 as floats, H x W, and the filters that <see cref="DigitPhoto"/> needs.</summary>
internal sealed class GreyPlane(float[] values, int height, int width)
{
    private delegate float Filter(ReadOnlySpan<float> window);

    public int Height => height;

    public int Width => width;

    public ReadOnlySpan<float> Values => values;

    public static GreyPlane From(Picture grey) =>
        new(Array.ConvertAll(grey.Pixels.ToArray(), value => value / 255f), grey.Height, grey.Width);

    public Picture ToPicture() => new(Array.ConvertAll(values, value => (byte)((value * 255) + 0.5f)), height, width, 1);

    public GreyPlane Map(Func<float, float> change) => new(Array.ConvertAll(values, value => change(value)), height, width);

    /// <summary>A plane made of this and another one, place by place.</summary>
    public GreyPlane Map(GreyPlane other, Func<float, float, float> combine)
    {
        var result = new float[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = combine(values[i], other.Values[i]);
        }

        return new GreyPlane(result, height, width);
    }

    /// <summary>The same values inside of a mask, and 0 outside.</summary>
    public GreyPlane Within(bool[] mask) => new([.. values.Select((value, i) => mask[i] ? value : 0)], height, width);

    /// <summary>Everything bright one pixel broader on each side.</summary>
    public GreyPlane Grown() => Filtered(1, TensorPrimitives.Max);

    /// <summary>Means over square windows.</summary>
    public GreyPlane Average(int reach) => Filtered(reach, window => TensorPrimitives.Sum(window) / window.Length);

    /// <summary>The grey-level closing: what is dark and narrower than the window is filled with what lies around it.</summary>
    public GreyPlane Closed(int reach)
    {
        // Beyond its edges the plane goes on as far as a window reaches; else slopes would be filled along the edges.
        var frame = new Box(-reach, -reach, height + reach, width + reach);
        return Part(frame).Filtered(reach, TensorPrimitives.Max).Filtered(reach, TensorPrimitives.Min)
            .Part(new Box(reach, reach, height + reach, width + reach));
    }

    /// <summary>The middle of all values, and their standard deviation, if they are normally distributed but for outliers.</summary>
    public (float Middle, float Deviation) MiddleAndDeviation()
    {
        const float DeviationOfNormal = 1.4826f;
        var middle = Median(values);
        return (middle, DeviationOfNormal * Median(Array.ConvertAll(values, value => Math.Abs(value - middle))));
    }

    /// <summary>The smallest box around all that is at least half white; around everything if nothing is.</summary>
    public Box Bounds()
    {
        var box = Box.Nothing;
        for (var i = 0; i < values.Length; i++)
        {
            box = values[i] >= 0.5f ? box.With(i / width, i % width) : box;
        }

        return box == Box.Nothing ? new Box(0, 0, height, width) : box;
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

    private static float Median(float[] values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    /// <summary>A part of the plane; what of it lies outside is 0.</summary>
    private GreyPlane Part(Box box)
    {
        var part = new float[box.Height * box.Width];
        var (left, right) = (Math.Max(box.Left, 0), Math.Min(box.Right, width));
        for (var row = Math.Max(box.Top, 0); row < Math.Min(box.Bottom, height); row++)
        {
            values.AsSpan((row * width) + left, right - left).CopyTo(part.AsSpan(((row - box.Top) * box.Width) + left - box.Left));
        }

        return new GreyPlane(part, box.Height, box.Width);
    }

    /// <summary>A filter over a square window that is cut at the edges: along rows, then along columns.</summary>
    private GreyPlane Filtered(int reach, Filter filter)
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
}
