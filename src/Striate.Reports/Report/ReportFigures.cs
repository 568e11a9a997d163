using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Networks;
using Striate.Training;
using static Striate.Reports.ReportText;

namespace Striate.Reports;

/// <summary>The figures of a report, with captions that say what one sees.</summary>
/// <param name="Curves">Loss and accuracy over the epochs; null if no epoch has ended.</param>
/// <param name="Confusion">Which classes were taken for which.</param>
/// <param name="Calibration">How often the network is right when it is so sure.</param>
/// <param name="Filters">The first layer's filters; null if there is no convolution.</param>
/// <param name="Maps">What the convolutions make of a right sample each of a few classes.</param>
internal sealed record ReportFigures(
    PageFigure? Curves, PageFigure Confusion, PageFigure Calibration, PageFigure? Filters, IReadOnlyList<PageFigure> Maps)
{
    private const int MostLayers = 6;
    private const int MostSamples = 3;

    /// <summary>All of them, in the order of the page.</summary>
    public IEnumerable<PageFigure> All => new[] { Curves, Confusion, Calibration, Filters }.Concat(Maps).OfType<PageFigure>();

    /// <summary>Draws the figures of a run.</summary>
    public static ReportFigures Draw(RunData run) => new(
        DrawCurves(run), DrawConfusion(run), DrawCalibration(run.Evaluation), DrawFilters(run.Network), [.. DrawMaps(run)]);

    private static PageFigure? DrawCurves(RunData run)
    {
        var history = run.History;
        if (history.Epochs is not { Count: > 0 } epochs)
        {
            return null;
        }

        var figure = CurvesFigure.Draw(
            [.. epochs.Select(e => e.TrainLoss)],
            [.. epochs.Where(e => e.TestLoss is not null).Select(e => e.TestLoss!.Value)],
            [.. epochs.Select(e => e.TrainAccuracy)],
            [.. epochs.Where(e => e.TestAccuracy is not null).Select(e => e.TestAccuracy!.Value)],
            batches: [.. history.Steps.Select(step => ((double)step.Number * epochs[^1].Number / epochs[^1].Step, step.Loss, step.Accuracy))]);
        var caption = $"After {Count(epochs.Count, "epoch")} the mean loss while learning is {Number(epochs[^1].TrainLoss)}";
        if (epochs.Where(e => e.TestAccuracy is not null).MaxBy(e => e.TestAccuracy) is { } best)
        {
            caption += epochs[^1].TestLoss is { } loss ? $", on the test data {Number(loss)}" : "";
            caption += $". The best test accuracy, {Percent(best.TestAccuracy!.Value)}, stood after epoch {best.Number}";
            if (run.Recipe.Views != TestViews.One.Name)
            {
                caption += $"; epochs are tested by each picture alone, the result above by the mean over its views ({run.Recipe.Views})";
            }
        }

        return PageFigure.Of("curves", figure, "Loss and accuracy over the epochs, for training and test data", caption + ".");
    }

    private static PageFigure DrawConfusion(RunData run)
    {
        var matrix = run.Evaluation.Confusion;
        var pairs =
            from label in Enumerable.Range(0, matrix.Classes)
            from predicted in Enumerable.Range(0, matrix.Classes)
            where label != predicted && matrix[label, predicted] > 0
            orderby matrix[label, predicted] descending, label, predicted
            select $"{run.Classes[label]} taken for {run.Classes[predicted]} "
                + $"({Count(matrix[label, predicted])} of {Count(matrix.Support(label))})";
        var worst = pairs.Take(3).ToList();
        var found = worst.Count switch
        {
            0 => "Nothing lies beside it: there is no mistake.",
            1 => $"The most frequent confusion is {worst[0]}.",
            _ => $"The most frequent confusions are {string.Join(", ", worst)}.",
        };
        var caption = "Each row holds the test pictures of one class, each column those that the network took for it; "
            + $"right ones lie on the diagonal. {found}";
        return PageFigure.Of("confusion", ConfusionFigure.Draw(matrix, run.Classes), "Confusion matrix of the test data", caption);
    }

    private static PageFigure DrawCalibration(Evaluation evaluation)
    {
        var sure = evaluation.Samples.Select(sample => (double)sample.Confidence).DefaultIfEmpty().Average();
        var kind = (sure - evaluation.Accuracy) switch
        {
            > 0.05 => "far too sure",
            > 0.005 => "somewhat too sure",
            < -0.005 => "less sure than it might be",
            _ => "well calibrated",
        };
        var caption = $"On average the network is {Percent(sure)} sure of its answer and right in {Percent(evaluation.Accuracy)} of all "
            + $"cases: on the whole it is {kind}. Bars on the dashed line would mean that it is right exactly as often as it says.";
        const string Alt = "Reliability diagram: accuracy over confidence, and how many samples have which confidence";
        return PageFigure.Of("calibration", ReliabilityFigure.Draw(evaluation.Calibration), Alt, caption);
    }

    private static PageFigure? DrawFilters(Module network)
    {
        if (Insight.Filters.First(network) is not { } conv)
        {
            return null;
        }

        var colours = conv.Weight.Shape[1] == 3
            ? "Each is drawn in the colours that it answers to; grey stands for weights of 0."
            : "Red weights are above zero, blue ones below, white ones zero; all are on one scale.";
        var caption = $"The {Count(conv.Weight.Shape[0], "filter")} of the first convolution, each {conv.Weight.Shape[2]} × "
            + $"{conv.Weight.Shape[3]} pixels, enlarged. {colours}";
        return PageFigure.Of("filters", Insight.Filters.Sheet(conv), $"Filters of the layer {conv.Path}", caption);
    }

    private static IEnumerable<PageFigure> DrawMaps(RunData run)
    {
        var right = run.Evaluation.Samples.Where(sample => sample.IsRight).DistinctBy(sample => sample.Label)
            .OrderBy(sample => sample.Label).ToList();
        foreach (var sample in FromAllOver.Of(right, MostSamples))
        {
            var all = ActivationMaps.Of(run.Network, TestImage.Of(run, sample.Index), layer => layer is Conv2d);
            if (all.Count > 0)
            {
                yield return DrawMaps(run, sample, all);
            }
        }
    }

    private static PageFigure DrawMaps(RunData run, EvaluatedSample sample, IReadOnlyList<LayerMaps> all)
    {
        var name = run.Classes[sample.Label];
        var layers = FromAllOver.Of(all, MostLayers);
        var which = layers.Count < all.Count ? $"{layers.Count} of the {all.Count} convolutions make"
            : layers.Count == 1 ? "the convolution makes" : $"the {layers.Count} convolutions make";
        var caption = $"A test picture of “{name}”, recognised with {Percent(sample.Confidence, 1)}, and what {which} of it. "
            + "Each map shows where one filter answers: red where it finds its pattern, blue where it finds the opposite.";
        var sheet = ActivationMaps.Sheet(run.Test.PictureOf(sample.Index), layers);
        return PageFigure.Of($"maps-{sample.Label}", sheet, $"Activation maps of a test picture of the class {name}", caption);
    }
}
