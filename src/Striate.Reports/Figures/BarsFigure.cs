using ScottPlot;
using ScottPlot.TickGenerators;
using Striate.Imaging;

namespace Striate.Reports;

/// <summary>
/// Lying bars in the order of time, each with its name on the left and its value at its end, such as the error of one machine after
/// another, and a line that falls from the lowest value so far to the next lower one.
/// </summary>
public static class BarsFigure
{
    private const int Width = 690;
    private const int BarHeight = 36;
    private const int Rest = 100;

    private const int FontSize = 13;
    private const int Gap = 6;

    // Pixels of a figure beside the names and the bars, and the least part of what is left that a bar may take where names and values are long.
    private const int Edges = 70;
    private const double LeastPart = 0.25;

    /// <summary>Draws the bars.</summary>
    /// <param name="title">What they show.</param>
    /// <param name="x">The lower axis, with its unit.</param>
    /// <param name="lowest">What the legend calls the line of the lowest value so far.</param>
    /// <param name="bars">From the top, at least one: the name, the value, at least 0, and how it is written.</param>
    public static Figure Draw(string title, string x, string lowest, params IReadOnlyList<(string Name, double Value, string Text)> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentOutOfRangeException.ThrowIfZero(bars.Count);
        var plot = FigureStyle.Panel(title, x, "");
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = plot.Add.Rectangle(0, bars[i].Value, -i - 0.35, -i + 0.35);
            (bar.FillColor, bar.LineWidth) = (FigureStyle.Blue, 0);
            var value = plot.Add.Text(bars[i].Text, bars[i].Value, -i);
            (value.LabelAlignment, value.LabelFontColor, value.LabelFontSize, value.OffsetX) = (Alignment.MiddleLeft, FigureStyle.Ink, FontSize, Gap);
            value.LabelFontName = BundledFont.Name;
        }

        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.Left.TickGenerator = new NumericManual([.. bars.Select((_, i) => (double)-i)], [.. bars.Select(bar => bar.Name)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.SetLimits(0, Math.Max(Limit(bars), double.Epsilon), -bars.Count + 0.4, 0.6);
        var line = plot.Add.ScatterLine(Lowest(bars), FigureStyle.Orange);
        (line.LineWidth, line.LegendText) = (2, lowest);
        plot.ShowLegend(Alignment.LowerRight);
        return new Figure(Width, Rest + (bars.Count * BarHeight), plot);
    }

    // Down along the lowest value so far, a bar's height for each bar.
    private static List<Coordinates> Lowest(IReadOnlyList<(string Name, double Value, string Text)> bars)
    {
        var (corners, lowest) = (new List<Coordinates>(), double.PositiveInfinity);
        for (var i = 0; i < bars.Count; i++)
        {
            lowest = Math.Min(lowest, bars[i].Value);
            corners.AddRange([new(lowest, 0.5 - i), new(lowest, -0.5 - i)]);
        }

        return corners;
    }

    // The end of the axis: each bar has room on its right for its value.
    private static double Limit(IReadOnlyList<(string Name, double Value, string Text)> bars)
    {
        var room = Width - Edges - bars.Max(bar => Canvas.TextWidth(bar.Name, FontSize));
        return bars.Max(bar => bar.Value / Math.Max(LeastPart, 1 - ((Canvas.TextWidth(bar.Text, FontSize) + (2 * Gap)) / room)));
    }
}
