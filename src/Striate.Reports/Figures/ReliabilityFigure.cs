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
            AddBar(reliability, bin, Math.Min(bin.Accuracy, bin.Confidence), Math.Max(bin.Accuracy, bin.Confidence), FigureStyle.Orange.WithAlpha(0.45));
            AddBar(shares, bin, 0, (double)bin.Count / all, FigureStyle.Blue);
        }

        var ideal = reliability.Add.Line(0, 0, 100, 100);
        (ideal.LineColor, ideal.LineWidth, ideal.LinePattern) = (FigureStyle.Ink, 1.5f, LinePattern.Dashed);
        reliability.Legend.ManualItems.AddRange(
        [
            new LegendItem { LabelText = "right", FillColor = FigureStyle.Blue, LineWidth = 0 },
            new LegendItem { LabelText = "gap to the confidence", FillColor = FigureStyle.Orange.WithAlpha(0.45), LineWidth = 0 },
        ]);
        reliability.ShowLegend(Alignment.UpperLeft);
        reliability.Axes.SetLimits(0, 100, 0, 100);
        shares.Axes.SetLimits(0, 100, 0, 100);
        return new Figure(920, 400, reliability, shares);
    }

    private static void AddBar(Plot plot, CalibrationBin bin, double low, double high, Color color)
    {
        var bar = plot.Add.Rectangle((100 * bin.Lower) + 0.3, (100 * bin.Upper) - 0.3, 100 * low, 100 * high);
        bar.FillColor = color;
        bar.LineWidth = 0;
    }
}
