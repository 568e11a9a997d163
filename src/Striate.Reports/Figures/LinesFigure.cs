using ScottPlot;

namespace Striate.Reports;

/// <summary>Panels of lines or points over one axis, side by side, such as a tuning curve or the error over the epochs.</summary>
public static class LinesFigure
{
    private const int PanelWidth = 460;
    private const int PanelHeight = 340;

    /// <summary>Draws the panels.</summary>
    /// <param name="panels">From the left, at least one.</param>
    public static Figure Draw(params IReadOnlyList<LinesPanel> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentOutOfRangeException.ThrowIfZero(panels.Count);
        var plots = panels.Select(Draw).ToList();
        return new Figure(panels.Count == 1 ? 2 * PanelWidth * 3 / 4 : panels.Count * PanelWidth, PanelHeight, plots[0], [.. plots.Skip(1)]);
    }

    private static Plot Draw(LinesPanel panel)
    {
        var plot = FigureStyle.Panel(panel.Title, panel.X, panel.Y);
        for (var i = 0; i < panel.Lines.Count; i++)
        {
            var line = panel.Lines[i];

            // What is NaN or infinite has no place on the paper; the curve has a gap there.
            var points = line.Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).Select(point => new Coordinates(point.X, point.Y)).ToList();
            if (points.Count == 0)
            {
                continue;
            }

            var color = FigureStyle.Palette[i % FigureStyle.Palette.Count];
            var scatter = plot.Add.Scatter(points, color);
            scatter.LineWidth = line.IsPoints ? 0 : 2;
            scatter.MarkerSize = line.IsPoints || points.Count <= 30 ? 6 : 0;
            scatter.LegendText = line.Name;
        }

        plot.Axes.Margins(0.04, 0.08);
        if (plot.PlottableList.Count == 0)
        {
            plot.Axes.SetLimits(0, 1, 0, 1);
        }

        if (panel.Lines.Any(line => line.Name.Length > 0))
        {
            plot.ShowLegend(Edge.Bottom);
            plot.Legend.Orientation = Orientation.Horizontal;
        }
        else
        {
            plot.HideLegend();
        }

        return plot;
    }
}

/// <summary>One panel of a figure of lines.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">The lower axis, with its unit.</param>
/// <param name="Y">The left axis, with its unit.</param>
/// <param name="Lines">The lines, in the order of the legend.</param>
public sealed record LinesPanel(string Title, string X, string Y, params IReadOnlyList<Line> Lines);

/// <summary>A line of a panel.</summary>
/// <param name="Name">Its name in the legend; empty where there is one alone.</param>
/// <param name="Points">Where it goes; points that are not finite are left out.</param>
public sealed record Line(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether the points stand alone, without a line between them.</summary>
    public bool IsPoints { get; init; }
}
