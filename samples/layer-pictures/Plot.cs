using System.Globalization;
using Striate.Imaging;

namespace LayerPictures;

/// <summary>Curves in a frame with its axes.</summary>
internal sealed class Plot(Canvas canvas, float x, float y, float width, float height, (float Low, float High) across, (float Low, float High) up)
{
    private const float TickText = 12;

    /// <summary>Draws the frame, the lines of 0, and the ends of both axes.</summary>
    public Plot Axes()
    {
        canvas.Outline(x, y, width, height, Page.Pale);
        if (across is { Low: < 0, High: > 0 })
        {
            canvas.Line(Across(0), y, Across(0), y + height, Page.Pale, 2);
        }

        canvas.Line(x, Up(0), x + width, Up(0), Page.Pale, 2);
        canvas.Text(Text(across.Low), x, y + height + 16, TickText, Page.Dim);
        canvas.Text(Text(across.High), x + width, y + height + 16, TickText, Page.Dim, TextAlign.Right);
        canvas.Text(Text(up.High), x - 3, y + 10, TickText, Page.Dim, TextAlign.Right);
        canvas.Text(Text(up.Low), x - 3, y + height, TickText, Page.Dim, TextAlign.Right);
        return this;
    }

    /// <summary>Draws a curve; what lies outside of the frame is left out.</summary>
    public void Curve(IReadOnlyList<float> xs, IReadOnlyList<float> ys, Color color, float thickness = 3)
    {
        for (var i = 1; i < xs.Count; i++)
        {
            // A jump is no line.
            var isJump = Math.Abs(ys[i] - ys[i - 1]) > 6 * (xs[i] - xs[i - 1]);
            if (!isJump && IsIn(ys[i - 1]) && IsIn(ys[i]))
            {
                canvas.Line(Across(xs[i - 1]), Up(ys[i - 1]), Across(xs[i]), Up(ys[i]), color, thickness);
            }
        }
    }

    /// <summary>Writes what the colours mean, one below another.</summary>
    public void Legend(float left, float top, params IReadOnlyList<(string Text, Color Color)> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var line = y + top + (i * 22);
            canvas.Line(x + left, line, x + left + 22, line, items[i].Color, 4);
            canvas.Text(items[i].Text, x + left + 30, line + 5, 15, Page.Ink);
        }
    }

    private bool IsIn(float value) => value >= up.Low && value <= up.High;

    private float Across(float value) => x + ((value - across.Low) / (across.High - across.Low) * width);

    private float Up(float value) => y + height - ((value - up.Low) / (up.High - up.Low) * height);

    private static string Text(float value) => value.ToString("0.##", CultureInfo.InvariantCulture).Replace('-', '−');
}
