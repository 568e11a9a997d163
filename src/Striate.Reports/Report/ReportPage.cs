using Striate.Training;
using static Striate.Reports.ReportText;

namespace Striate.Reports;

/// <summary>The page of a report, section by section.</summary>
internal sealed class ReportPage(PageWriter page, RunData run, ReportFigures figures)
{
    private const int MostMistakes = 18;

    private readonly ReportTables _tables = new(page, run);

    private string Title => $"{run.Recipe.Model} on {run.DataName}";

    /// <summary>Writes the whole page.</summary>
    public void Write()
    {
        page.Begin($"{Title}: {Percent(run.Evaluation.Accuracy)}");
        using (page.Html.Element("body"))
        {
            WriteHeadline();
            using (page.Html.Element("main"))
            {
                WriteLearning();
                WriteAnswers();
                WriteMistakes();
                WriteInside();
                WriteNetwork();
                WriteRecipe();
            }

            page.Html.Element("footer", "Made by Striate. This page is one file; its figures are also in the folder figures beside it.");
        }
    }

    private void WriteHeadline()
    {
        var result = new PageFact(
            $"of {Count(run.Evaluation.Samples.Count, "test picture")} classified rightly, {Count(run.Mistakes, "mistake")}", Percent(run.Evaluation.Accuracy));
        var (channels, height, width) = (run.Description.Input[0], run.Description.Input[1], run.Description.Input[2]);
        List<PageFact> facts =
        [
            new("Parameters", Count(run.Network.CountParameters())),
            new("Training time", Duration(run.History.TrainTime)),
            new("Epochs", Count(run.History.Epochs.Count)),
            new("Test loss", Number(run.Evaluation.MeanLoss)),
        ];
        if (run.Classes.Count > 10)
        {
            facts.Add(new("Top-5 accuracy", Percent(run.Evaluation.TopKAccuracy(5))));
        }

        facts.Add(new("Classes", Count(run.Classes.Count)));
        facts.Add(new("Pictures", $"{height} × {width}, {channels switch { 1 => "grey", 3 => "colour", _ => $"{channels} channels" }}"));
        page.Headline("Report of a training run", Title, result, [new PageFacts(facts)]);
    }

    private void WriteLearning()
    {
        using var section = page.Section("How it learned");
        if (figures.Curves is { } curves)
        {
            page.Figure(curves);
        }
        else
        {
            page.Html.Element("p", "No epoch has ended yet, so there are no curves.");
        }
    }

    private void WriteAnswers()
    {
        using (page.Section("What it takes for what"))
        {
            page.Figure(figures.Confusion);
            _tables.WriteClasses();
        }

        using (page.Section("How sure it is"))
        {
            page.Figure(figures.Calibration);
        }
    }

    private void WriteMistakes()
    {
        using var section = page.Section("The worst mistakes");
        var worst = run.Evaluation.Worst(MostMistakes);
        if (worst.Count == 0)
        {
            page.Html.Element("p", "There are none: every test picture is classified rightly.");
            return;
        }

        page.Html.Element("p", worst.Count < run.Mistakes
            ? $"Of {Count(run.Mistakes)} mistakes, the {worst.Count} of which the network was surest."
            : $"{(worst.Count == 1 ? "The only mistake" : $"All {worst.Count} mistakes")}, with how sure the network was.");
        using var list = page.Html.Element("ul", ("class", "mistakes"));
        foreach (var sample in worst)
        {
            WriteMistake(sample);
        }
    }

    private void WriteMistake(EvaluatedSample sample)
    {
        var (name, taken) = (run.Classes[sample.Label], run.Classes[sample.Predicted]);
        var (png, isSmall) = TestImage.ToPng(run.Test.PictureOf(sample.Index));
        using var item = page.Html.Element("li");
        page.Image(png, $"{run.Test.NameOf(sample.Index)}, of the class {name}", isSmall ? [("class", "pixels")] : []);
        using var text = page.Html.Element("p");
        page.Html.Text($"is {name}, taken for {taken}, {Percent(sample.Confidence, 1)}");
        page.Html.Element("small", run.Test.NameOf(sample.Index));
    }

    private void WriteInside()
    {
        using var section = page.Section("What it looks at");
        if (figures.Filters is null)
        {
            page.Html.Element("p", "The network has no convolutions, so there are no filters and maps to see.");
            return;
        }

        page.Figure(figures.Filters);
        foreach (var figure in figures.Maps)
        {
            page.Figure(figure);
        }
    }

    private void WriteNetwork()
    {
        using var section = page.Section("The network");
        _tables.WriteSummary();
    }

    private void WriteRecipe()
    {
        using var section = page.Section("How to repeat the run");
        _tables.WriteSettings();
        page.Code(RepeatCommand.Of(run.Recipe));
    }
}
