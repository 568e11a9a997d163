using System.Globalization;
using ScottPlot;

namespace Striate.Reports;

/// <summary>How a training went: loss and accuracy over the epochs, and the learning rate beside them if it is given.</summary>
public static class CurvesFigure
{
    private const int PanelWidth = 460;
    private const int PanelHeight = 340;

    /// <summary>Draws the curves. A list may be empty, or shorter than the others when the run was cut off.</summary>
    /// <param name="trainLoss">Mean loss on the training samples after each epoch; the first is epoch 1.</param>
    /// <param name="testLoss">Mean loss on the test samples.</param>
    /// <param name="trainAccuracy">Share of right training samples, 0 to 1.</param>
    /// <param name="testAccuracy">Share of right test samples, 0 to 1.</param>
    /// <param name="learningRate">The learning rate at the end of each epoch, for a third panel.</param>
    /// <param name="batches">Loss and accuracy of single training batches and where they stood, in epochs; what a run of few epochs
    /// has to show.</param>
    /// <returns>Two or three panels side by side.</returns>
    public static Figure Draw(
        IReadOnlyList<double> trainLoss, IReadOnlyList<double> testLoss,
        IReadOnlyList<double> trainAccuracy, IReadOnlyList<double> testAccuracy,
        IReadOnlyList<double>? learningRate = null, IReadOnlyList<(double Epoch, double Loss, double Accuracy)>? batches = null)
    {
        ArgumentNullException.ThrowIfNull(trainLoss);
        ArgumentNullException.ThrowIfNull(testLoss);
        ArgumentNullException.ThrowIfNull(trainAccuracy);
        ArgumentNullException.ThrowIfNull(testAccuracy);
        var loss = FigureStyle.Panel("Loss", "epoch", "mean cross-entropy, nats");
        AddBatches(loss, [.. (batches ?? []).Select(batch => new Coordinates(batch.Epoch, batch.Loss))]);
        AddCurve(loss, "training", trainLoss, FigureStyle.Orange, "0.0000");
        AddCurve(loss, "test", testLoss, FigureStyle.Blue, "0.0000");
        Finish(loss, Alignment.UpperRight);

        var accuracy = FigureStyle.Panel("Accuracy", "epoch", "right, % of samples");
        AddBatches(accuracy, [.. (batches ?? []).Select(batch => new Coordinates(batch.Epoch, 100 * batch.Accuracy))]);
        AddCurve(accuracy, "training", [.. trainAccuracy.Select(share => 100 * share)], FigureStyle.Orange, "0.00' %'");
        AddCurve(accuracy, "test", [.. testAccuracy.Select(share => 100 * share)], FigureStyle.Blue, "0.00' %'");
        Finish(accuracy, Alignment.LowerRight);
        if (learningRate is null)
        {
            return new Figure(2 * PanelWidth, PanelHeight, loss, accuracy);
        }

        var rate = FigureStyle.Panel("Learning rate", "epoch", "step size");
        AddCurve(rate, "", learningRate, FigureStyle.Ink, "");
        Finish(rate, null);
        return new Figure(3 * PanelWidth, PanelHeight, loss, accuracy, rate);
    }

    private static void AddBatches(Plot plot, IReadOnlyList<Coordinates> batches)
    {
        var points = batches.Where(point => double.IsFinite(point.Y)).ToList();
        if (points.Count > 0)
        {
            var curve = plot.Add.Scatter(points, FigureStyle.Orange.WithAlpha(0.4));
            (curve.LineWidth, curve.MarkerSize, curve.LegendText) = (1, 0, "training, single batches");
        }
    }

    private static void AddCurve(Plot plot, string name, IReadOnlyList<double> values, Color color, string format)
    {
        // A loss that is NaN or infinite has no place on the paper; the curve has a gap there.
        var points = values.Select((value, i) => new Coordinates(i + 1, value)).Where(point => double.IsFinite(point.Y)).ToList();
        if (points.Count == 0)
        {
            return;
        }

        var curve = plot.Add.Scatter(points, color);
        curve.LineWidth = 2;
        curve.MarkerSize = points.Count <= 30 ? 6 : 0;
        curve.LegendText = name.Length == 0 ? "" : $"{name}, at last {points[^1].Y.ToString(format, CultureInfo.InvariantCulture)}";
    }

    private static void Finish(Plot plot, Alignment? legend)
    {
        FigureStyle.WholeNumbers(plot.Axes.Bottom);
        plot.Axes.Margins(0.04, 0.08);
        if (plot.PlottableList.Count == 0)
        {
            plot.Axes.SetLimits(0, 1, 0, 1);
        }

        if (legend is { } place)
        {
            plot.ShowLegend(place);
        }
        else
        {
            plot.HideLegend();
        }
    }
}
