using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using static Striate.Insight.SheetStyle;

namespace Striate.Insight;

/// <summary>Which colour a number gets, the same for all tiles of a section.</summary>
/// <param name="Colors">The colours.</param>
/// <param name="Low">The number of the first colour.</param>
/// <param name="High">The number of the last colour.</param>
public readonly record struct ValueScale(ColorMap Colors, float Low, float High)
{
    private const int BarWidth = 200;
    private const int BarHeight = 18;
    private const int TextGap = 12;

    /// <summary>From minus to plus the largest magnitude, with zero in the middle.</summary>
    public static ValueScale Signed(ReadOnlySpan<float> values, ColorMap colors)
    {
        var (low, high) = Range(values);
        var largest = Math.Max(-low, high);
        return new ValueScale(colors, -largest, largest);
    }

    /// <summary>Blue, white and red around zero if there are negative numbers; otherwise viridis, from zero to the largest.</summary>
    public static ValueScale Of(ReadOnlySpan<float> values)
    {
        var (low, high) = Range(values);

        // Maps that are zero everywhere get the colour of zero.
        return low < 0 ? Signed(values, ColorMap.BlueWhiteRed) : new ValueScale(ColorMap.Viridis, 0, Math.Max(high, float.Epsilon));
    }

    /// <summary>The colour of a number.</summary>
    public Color Of(float value) => Colors.Of(Low == High ? 0.5f : (value - Low) / (High - Low));

    /// <summary>A picture of numbers, row after row.</summary>
    public Picture Paint(ReadOnlySpan<float> values, int height, int width) => Colors.Apply(values, height, width, Low, High);

    /// <summary>Pictures of numbers that follow each other, such as the kernels of a layer, numbered from 0.</summary>
    /// <param name="values">Height x width numbers for each; what is left over at the end is left out.</param>
    /// <param name="height">Rows of a picture.</param>
    /// <param name="width">Columns of a picture.</param>
    public IReadOnlyList<Tile> Tiles(ReadOnlySpan<float> values, int height, int width)
    {
        var tiles = new Tile[values.Length / (height * width)];
        for (var i = 0; i < tiles.Length; i++)
        {
            tiles[i] = new Tile($"{i}", Paint(values.Slice(i * height * width, height * width), height, width));
        }

        return tiles;
    }

    /// <summary>Draws the colours with the numbers at their ends.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="right">Where it ends.</param>
    /// <param name="baseline">The line on which the numbers stand.</param>
    /// <returns>Where it begins.</returns>
    public int DrawLegend(Canvas canvas, int right, int baseline)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        var high = Text(High);
        canvas.Text(high, right, baseline, NoteSize, Faint, TextAlign.Right);
        var bar = right - (int)Math.Ceiling(Canvas.TextWidth(high, NoteSize)) - TextGap - BarWidth;
        for (var x = 0; x < BarWidth; x++)
        {
            canvas.Fill(bar + x, baseline - BarHeight + 2, 1, BarHeight, Colors.Of(x / (BarWidth - 1f)));
        }

        canvas.Outline(bar - 1, baseline - BarHeight + 1, BarWidth + 2, BarHeight + 2, Edge);
        var low = Text(Low);
        canvas.Text(low, bar - TextGap, baseline, NoteSize, Faint, TextAlign.Right);
        return bar - TextGap - (int)Math.Ceiling(Canvas.TextWidth(low, NoteSize));
    }

    /// <summary>A number in three digits, without an exponent up to a million.</summary>
    public static string Text(float value) =>
        (value <= float.Epsilon && value >= 0 ? "0" : value.ToString(MathF.Abs(value) is >= 999.5f and < 1e6f ? "0" : "G3", CultureInfo.InvariantCulture)).Replace('-', '−');

    // What is not finite has no place on a scale; the colour map shows it grey.
    private static (float Low, float High) Range(ReadOnlySpan<float> values)
    {
        var (low, high) = (0f, 0f);
        foreach (var value in values)
        {
            if (float.IsFinite(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        return (low, high);
    }
}
