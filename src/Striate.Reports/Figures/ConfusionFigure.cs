using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using Striate.Training;

namespace Striate.Reports;

/// <summary>
/// A confusion matrix: right samples blue on the diagonal, mistakes orange. Colours follow the logarithm of the counts,
/// each kind by its own largest, so that a single mistake among thousands of samples is seen.
/// </summary>
public static class ConfusionFigure
{
    private const int MostCountsShown = 25;
    private const int MostNamesShown = 50;

    // The palest tint that still differs from white paper.
    private const double Palest = 0.15;

    /// <summary>Draws the matrix; counts stand in the cells for at most 25 classes.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="names">The classes' names, one for each.</param>
    /// <exception cref="ArgumentException">Another number of names than classes.</exception>
    public static Figure Draw(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count != matrix.Classes)
        {
            throw new ArgumentException($"Confusion figure: {names.Count} names for {matrix.Classes} classes. Give each class one name.", nameof(names));
        }

        var title = string.Create(CultureInfo.InvariantCulture, $"{100 * matrix.Accuracy:0.00} % of {matrix.Total:N0} samples right");
        var plot = FigureStyle.Panel(title, "predicted class", "true class");
        AddCells(plot, matrix);
        AddNames(plot, names);
        plot.Axes.SetLimits(-0.5, matrix.Classes - 0.5, matrix.Classes - 0.5, -0.5);
        plot.Grid.IsVisible = false;
        plot.Axes.Frame(false);
        var size = Math.Clamp(140 + (48 * matrix.Classes), 420, 1000);
        return new Figure(size, size, plot);
    }

    private static void AddCells(Plot plot, ConfusionMatrix matrix)
    {
        var cells = (
            from label in Enumerable.Range(0, matrix.Classes)
            from predicted in Enumerable.Range(0, matrix.Classes)
            select (label, predicted, count: matrix[label, predicted])).Where(cell => cell.count > 0).ToList();
        var mostRight = cells.Where(cell => cell.label == cell.predicted).Select(cell => cell.count).DefaultIfEmpty(1).Max();
        var mostWrong = cells.Where(cell => cell.label != cell.predicted).Select(cell => cell.count).DefaultIfEmpty(1).Max();
        foreach (var (label, predicted, count) in cells)
        {
            var isRight = label == predicted;
            var strength = Palest + ((1 - Palest) * Math.Log(count) / Math.Log(Math.Max(2, isRight ? mostRight : mostWrong)));
            var cell = plot.Add.Rectangle(predicted - 0.48, predicted + 0.48, label - 0.48, label + 0.48);
            cell.FillColor = FigureStyle.Tint(isRight ? FigureStyle.Blue : FigureStyle.Orange, strength);
            cell.LineWidth = 0;
            if (matrix.Classes <= MostCountsShown)
            {
                var text = plot.Add.Text(count.ToString(CultureInfo.InvariantCulture), predicted, label);
                text.LabelFontSize = 12;
                text.LabelFontColor = strength > 0.75 ? Colors.White : FigureStyle.Ink;
                text.LabelAlignment = Alignment.MiddleCenter;
            }
        }
    }

    private static void AddNames(Plot plot, IReadOnlyList<string> names)
    {
        // Of very many classes every second, third, ... is named.
        var every = (names.Count + MostNamesShown - 1) / MostNamesShown;
        var shown = Enumerable.Range(0, names.Count).Where(c => c % every == 0).ToArray();
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.TickGenerator = new NumericManual([.. shown.Select(c => (double)c)], [.. shown.Select(c => names[c])]);
            axis.MajorTickStyle.Length = 0;
        }

        var longest = names.Max(name => name.Length);
        if (longest > 3)
        {
            // The axis measures its labels as if they lay flat: room for the letters, the axis label and the air between.
            plot.Axes.Bottom.MinimumSize = (8 * longest) + 40;
            plot.Axes.Bottom.TickLabelStyle.Rotation = -90;
            plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        }
    }
}
