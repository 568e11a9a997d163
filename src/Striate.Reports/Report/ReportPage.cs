using System.Globalization;
using Striate.Training;
using static Striate.Reports.ReportText;

namespace Striate.Reports;

/// <summary>The page of a report, section by section.</summary>
internal sealed class ReportPage(HtmlWriter html, RunData run, ReportFigures figures)
{
    private const int MostMistakes = 18;

    // Wider figures can be scrolled on a narrow screen; others shrink to it.
    private const int WideFigure = 800;

    // The page asks for nothing; a browser is told to hold it to that.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private readonly ReportTables _tables = new(html, run);

    private string Title => $"{run.Recipe.Model} on {run.DataName}";

    /// <summary>Writes the whole page.</summary>
    public void Write()
    {
        html.Doctype();
        using (html.Element("html", ("lang", "en")))
        {
            WriteHead();
            using (html.Element("body"))
            {
                WriteHeadline();
                using (html.Element("main"))
                {
                    WriteLearning();
                    WriteAnswers();
                    WriteMistakes();
                    WriteInside();
                    WriteNetwork();
                    WriteRecipe();
                }

                html.Element("footer", "Made by Striate. This page is one file; its figures are also in the folder figures beside it.");
            }
        }
    }

    private static string Style()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("Report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void WriteHead()
    {
        using var head = html.Element("head");
        html.Empty("meta", ("charset", "utf-8"));
        html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Element("title", $"{Title}: {Percent(run.Evaluation.Accuracy)}");
        html.Style(Style());
    }

    private void WriteHeadline()
    {
        using var header = html.Element("header");
        html.Element("p", "Report of a training run", ("class", "kicker"));
        html.Element("h1", Title);
        using (html.Element("p", ("class", "result")))
        {
            html.Element("strong", Percent(run.Evaluation.Accuracy));
            html.Element("span", $"of {Count(run.Evaluation.Samples.Count, "test picture")} classified rightly, {Count(run.Mistakes, "mistake")}");
        }

        var (channels, height, width) = (run.Description.Input[0], run.Description.Input[1], run.Description.Input[2]);
        using (html.Element("dl", ("class", "facts")))
        {
            WriteFact("Parameters", Count(run.Network.CountParameters()));
            WriteFact("Training time", Duration(run.History.TrainTime));
            WriteFact("Epochs", Count(run.History.Epochs.Count));
            WriteFact("Test loss", Number(run.Evaluation.MeanLoss));
            if (run.Classes.Count > 10)
            {
                WriteFact("Top-5 accuracy", Percent(run.Evaluation.TopKAccuracy(5)));
            }

            WriteFact("Classes", Count(run.Classes.Count));
            WriteFact("Pictures", $"{height} × {width}, {channels switch { 1 => "grey", 3 => "colour", _ => $"{channels} channels" }}");
        }
    }

    private void WriteLearning()
    {
        using var section = Section("How it learned");
        if (figures.Curves is { } curves)
        {
            WriteFigure(curves);
        }
        else
        {
            html.Element("p", "No epoch has ended yet, so there are no curves.");
        }
    }

    private void WriteAnswers()
    {
        using (Section("What it takes for what"))
        {
            WriteFigure(figures.Confusion);
            _tables.WriteClasses();
        }

        using (Section("How sure it is"))
        {
            WriteFigure(figures.Calibration);
        }
    }

    private void WriteMistakes()
    {
        using var section = Section("The worst mistakes");
        var worst = run.Evaluation.Worst(MostMistakes);
        if (worst.Count == 0)
        {
            html.Element("p", "There are none: every test picture is classified rightly.");
            return;
        }

        html.Element("p", worst.Count < run.Mistakes
            ? $"Of {Count(run.Mistakes)} mistakes, the {worst.Count} of which the network was surest."
            : $"{(worst.Count == 1 ? "The only mistake" : $"All {worst.Count} mistakes")}, with how sure the network was.");
        using var list = html.Element("ul", ("class", "mistakes"));
        foreach (var sample in worst)
        {
            WriteMistake(sample);
        }
    }

    private void WriteMistake(EvaluatedSample sample)
    {
        var (name, taken) = (run.Classes[sample.Label], run.Classes[sample.Predicted]);
        var (png, isSmall) = TestImage.ToPng(run.Test.PictureOf(sample.Index));
        using var item = html.Element("li");
        WriteImage(png, $"{run.Test.NameOf(sample.Index)}, of the class {name}", isSmall ? [("class", "pixels")] : []);
        using var text = html.Element("p");
        html.Text($"is {name}, taken for {taken}, {Percent(sample.Confidence, 1)}");
        html.Element("small", run.Test.NameOf(sample.Index));
    }

    private void WriteInside()
    {
        using var section = Section("What it looks at");
        if (figures.Filters is null)
        {
            html.Element("p", "The network has no convolutions, so there are no filters and maps to see.");
            return;
        }

        WriteFigure(figures.Filters);
        foreach (var figure in figures.Maps)
        {
            WriteFigure(figure);
        }
    }

    private void WriteNetwork()
    {
        using var section = Section("The network");
        _tables.WriteSummary();
    }

    private void WriteRecipe()
    {
        using var section = Section("How to repeat the run");
        _tables.WriteSettings();
        using var command = html.Element("pre");
        html.Element("code", RepeatCommand.Of(run.Recipe));
    }

    private HtmlWriter.EndTag Section(string title)
    {
        var section = html.Element("section");
        html.Element("h2", title);
        return section;
    }

    private void WriteFact(string name, string value)
    {
        using var pair = html.Element("div");
        html.Element("dt", name);
        html.Element("dd", value);
    }

    private void WriteFigure(ReportFigure figure)
    {
        using var element = html.Element("figure");
        using (html.Element("div", ("class", figure.Width > WideFigure ? "sheet wide" : "sheet")))
        {
            WriteImage(figure.Png, figure.Alt, ("width", Text(figure.Width)), ("height", Text(figure.Height)));
        }

        html.Element("figcaption", figure.Caption);
    }

    private void WriteImage(byte[] png, string alt, params ReadOnlySpan<(string Name, string Value)> more) =>
        html.Empty("img", [("src", $"data:image/png;base64,{Convert.ToBase64String(png)}"), ("alt", alt), .. more]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
