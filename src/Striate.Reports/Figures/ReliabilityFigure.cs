using System.Globalization;
using ScottPlot;
using Striate.Training;

namespace Striate.Reports;

/// <summary>
/// A reliability diagram: how often a network is right, beside how sure it was, and how many samples stand behind each
/// bar. Guo, Pleiss, Sun and Weinberger, arXiv:1706.04599.
/// </summary>
public static class ReliabilityFigure
{
    private static readonly Color TooSure = FigureStyle.Tint(FigureStyle.Orange, 0.55);
    private static readonly Color TooUnsure = FigureStyle.Tint(FigureStyle.Blue, 0.45);

    /// <summary>Draws the bins.</summary>
    /// <param name="calibration">The samples, already added.</param>
    /// <returns>Two panels side by side: accuracy over confidence, and the share of samples in each bin.</returns>
    public static Figure Draw(CalibrationError calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var title = string.Create(CultureInfo.InvariantCulture, $"Expected calibration error {100 * calibration.Value:0.00} %");
        var reliability = FigureStyle.Panel(title, "confidence, %", "right, % of samples");
        var shares = FigureStyle.Panel("Where the samples are", "confidence, %", "% of samples");
        var all = Math.Max(1, calibration.Total);
        foreach (var bin in calibration.Bins.Where(bin => bin.Count > 0))
        {
            AddBar(reliability, bin, 0, bin.Accuracy, FigureStyle.Blue);
            var (low, high, gap) = bin.Accuracy < bin.Confidence ? (bin.Accuracy, bin.Confidence, TooSure) : (bin.Confidence, bin.Accuracy, TooUnsure);
            AddBar(reliability, bin, low, high, gap);
            AddBar(shares, bin, 0, (double)bin.Count / all, FigureStyle.Blue);
        }

        var ideal = reliability.Add.Line(0, 0, 100, 100);
        (ideal.LineColor, ideal.LineWidth, ideal.LinePattern) = (FigureStyle.Ink, 1.5f, LinePattern.Dashed);
        ShowLegend(reliability, ("right", FigureStyle.Blue), ("too sure", TooSure), ("too unsure", TooUnsure));
        ShowLegend(shares, ("samples", FigureStyle.Blue));
        reliability.Axes.SetLimits(0, 100, 0, 100);
        shares.Axes.SetLimits(0, 100, 0, 100);
        return new Figure(920, 400, reliability, shares);
    }

    // Below the panel, for bars may stand anywhere in it.
    private static void ShowLegend(Plot plot, params IEnumerable<(string Text, Color Color)> items)
    {
        plot.Legend.ManualItems.AddRange(items.Select(item => new LegendItem { LabelText = item.Text, FillColor = item.Color, LineWidth = 0 }));
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.ShowLegend(Edge.Bottom);
    }

    private static void AddBar(Plot plot, CalibrationBin bin, double low, double high, Color color)
    {
        var bar = plot.Add.Rectangle((100 * bin.Lower) + 0.3, (100 * bin.Upper) - 0.3, 100 * low, 100 * high);
        bar.FillColor = color;
        bar.LineWidth = 0;
    }
}
