using Striate.Networks;
using Striate.Training;
using static Striate.Reports.ReportText;

namespace Striate.Reports;

/// <summary>The tables of a report.</summary>
internal sealed class ReportTables(PageWriter page, RunData run)
{
    private const int MostClasses = 20;
    private const int WeakestClasses = 10;
    private const int MostLayers = 40;

    /// <summary>Precision, recall and F1 of each class; of many classes the weakest first, the others to be unfolded.</summary>
    public void WriteClasses()
    {
        var matrix = run.Evaluation.Confusion;
        var all = Enumerable.Range(0, matrix.Classes).ToList();
        if (all.Count <= MostClasses)
        {
            WriteClasses(matrix, all);
            return;
        }

        page.Html.Element("p", $"The {WeakestClasses} classes with the lowest F1:");
        WriteClasses(matrix, [.. all.Where(c => matrix.Support(c) > 0).OrderBy(matrix.F1).ThenBy(c => c).Take(WeakestClasses)]);
        using var details = page.Html.Element("details");
        page.Html.Element("summary", $"All {all.Count} classes");
        WriteClasses(matrix, all);
    }

    /// <summary>The layers with their shapes and costs.</summary>
    public void WriteSummary()
    {
        var summary = Summary.Of(run.Network, [.. run.Description.Input]);
        page.Html.Element("p", $"Per picture {Short(summary.MultiplyAdds)} multiply-adds and {Short(summary.Bytes)}B of activations. "
            + "The receptive field is the part of the picture that one number of a layer's output depends on.");
        if (summary.Rows.Count <= MostLayers)
        {
            WriteSummary(summary);
            return;
        }

        using var details = page.Html.Element("details");
        page.Html.Element("summary", $"All {summary.Rows.Count} operations");
        WriteSummary(summary);
    }

    /// <summary>The settings of the run.</summary>
    public void WriteSettings()
    {
        var recipe = run.Recipe;
        var hasMomentum = recipe.Optimizer is "sgd" or "nesterov" or "rmsprop" or "muon";
        (string Name, string Value)[] settings =
        [
            ("Data", recipe.Data),
            ("Model", recipe.Model),
            ("Starts from", recipe.From.Length == 0 ? "first weights" : recipe.Head > 0 ? $"{recipe.From}, with a new last layer" : recipe.From),
            ("Frozen", recipe.Freeze.Length > 0 ? recipe.Freeze : "nothing"),
            ("Epochs", Count(recipe.Epochs)),
            ("Batch", Count(recipe.BatchSize, "picture")),
            ("Optimiser", hasMomentum ? $"{recipe.Optimizer}, momentum {Exact(recipe.Momentum)}" : recipe.Optimizer),
            ("Learning rate", $"{Exact(recipe.LearningRate)}, {recipe.Schedule}"),
            ("Warm-up", recipe.WarmUp > 0 ? $"{Exact(recipe.WarmUp)} epochs" : "none"),
            ("Weight decay", Exact(recipe.WeightDecay)),
            ("Gradient norm", recipe.MaxGradientNorm > 0 ? $"at most {Exact(recipe.MaxGradientNorm)}" : "any"),
            ("Batches in a step", Count(recipe.BatchesInStep)),
            ("Mean of the weights", recipe.AverageDecay > 0 ? $"{Exact(recipe.AverageDecay)} kept in a step" : "none"),
            ("Label smoothing", recipe.LabelSmoothing > 0 ? Exact(recipe.LabelSmoothing) : "none"),
            ("Classes", recipe.Balance ? "each in the same share" : "as the data have them"),
            ("Augmentation", recipe.Augment.Length > 0 ? recipe.Augment : "none"),
            ("Mixing", recipe.Mix.Length > 0 ? recipe.Mix : "none"),
            ("Views of a test picture", recipe.Views),
            ("Early stopping", recipe.Patience > 0 ? $"after {Count(recipe.Patience, "epoch")} without a better test accuracy" : "none"),
            ("Seed", $"{recipe.Seed}"),
        ];
        using var list = page.Html.Element("dl", ("class", "settings"));
        foreach (var (name, value) in settings)
        {
            page.Html.Element("dt", name);
            page.Html.Element("dd", value);
        }
    }

    private void WriteClasses(ConfusionMatrix matrix, IReadOnlyList<int> classes)
    {
        using var table = page.Table(["Class"], ["Pictures", "Precision", "Recall", "F1"]);
        foreach (var c in classes)
        {
            page.Row([run.Classes[c]], [Count(matrix.Support(c)), Percent(matrix.Precision(c)), Percent(matrix.Recall(c)), Percent(matrix.F1(c))]);
        }

        table.Foot(["Mean of all classes"], [Count(matrix.Total), Percent(matrix.MacroPrecision), Percent(matrix.MacroRecall), Percent(matrix.MacroF1)]);
    }

    private void WriteSummary(Summary summary)
    {
        using var table = page.Table(["Layer", "Kind"], ["Output", "Parameters", "Multiply-adds", "Receptive field"]);
        foreach (var row in summary.Rows)
        {
            page.Row(
                [row.Path, row.Kind + LeftOut(row)],
                [
                    string.Join(" × ", row.Output.Skip(1)),
                    row.Parameters > 0 ? Count(row.Parameters) : "",
                    row.MultiplyAdds > 0 ? Count(row.MultiplyAdds) : "",
                    $"{row.Rows.Size} × {row.Columns.Size}",
                ]);
        }

        table.Foot(["Total", ""], ["", Count(summary.Parameters), Count(summary.MultiplyAdds), ""]);
    }

    private static string LeftOut(SummaryRow row) => (row.RowsLeftOut, row.ColumnsLeftOut) switch
    {
        (0, 0) => "",
        (var rows, 0) => $"; leaves out {Count(rows, "row")}",
        (0, var columns) => $"; leaves out {Count(columns, "column")}",
        var (rows, columns) => $"; leaves out {Count(rows, "row")} and {Count(columns, "column")}",
    };
}
