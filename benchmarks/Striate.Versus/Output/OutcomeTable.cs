using Spectre.Console;
using Striate.Versus.Libtorch;
using Striate.Versus.Measuring;

namespace Striate.Versus.Output;

/// <summary>All outcomes as a table on the terminal.</summary>
internal static class OutcomeTable
{
    private const int WideEnough = 200;

    /// <summary>Prints the table.</summary>
    public static void Print(IReadOnlyList<Outcome> outcomes)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("case");
        foreach (var column in new[] { "threads", "Striate", Library.Version, "unit", "ratio", "target", "of limit", "peer's format", "difference" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var outcome in outcomes)
        {
            table.AddRow([.. Cells(outcome)]);
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WideEnough;
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("ratio: above 1 Striate is ahead; medians of samples taken in turn. of limit: of the machine's peak of multiply-adds (fma)");
        AnsiConsole.WriteLine("or of copying, whichever is nearer. difference: of both results, as a share of their largest number.");
    }

    private static IEnumerable<Spectre.Console.Text> Cells(Outcome outcome)
    {
        yield return new(outcome.Case.Name);
        yield return Cell($"{outcome.Limits.Threads}");
        yield return Cell(Text.Of(outcome.Value));
        yield return Cell(Text.Of(outcome.PeerValue));
        yield return Cell(outcome.Case.Unit.Name);
        yield return Cell(outcome.Ratio.ToString("F2", Text.Culture), outcome.Reached ? Color.Green : Color.Yellow);
        yield return Cell(outcome.Case.Target.ToString("F2", Text.Culture));
        yield return Cell($"{outcome.Limit.Fraction.ToString("F2", Text.Culture)} {outcome.Limit.Name}");
        yield return Cell(outcome.Case.Formats.Count > 1 ? Text.Of(outcome.Format) : "");
        yield return outcome.Agreement.Holds
            ? Cell(outcome.Agreement.Difference.ToString("0.0e+0", Text.Culture))
            : Cell($"{outcome.Agreement.Difference.ToString("0.0e+0", Text.Culture)} {outcome.Agreement.Worst}", Color.Red);
    }

    private static Spectre.Console.Text Cell(string text, Color? color = null) => new(text, new Style(color));
}
