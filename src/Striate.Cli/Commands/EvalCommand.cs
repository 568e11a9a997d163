using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Striate.Training;

namespace Striate.Cli.Commands;

/// <summary>striate eval: how a trained network does on a data set.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "Run folder." };
        var data = new Option<string?>("--data") { Description = "Data set or folder; by default the test data of the run." };
        var best = new Option<bool>("--best") { Description = "Takes the weights of the best epoch instead of the last." };
        var threads = new Option<int?>("--threads") { Description = "Threads that compute." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new Command("eval", "Evaluates a trained network.") { run, data, best, threads, json };
        command.SetAction(parsed =>
        {
            TrainCommand.SetThreads(parsed.GetValue(threads));
            return Run(parsed.GetValue(run)!, parsed.GetValue(data), parsed.GetValue(best), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(string path, string? data, bool best, bool json)
    {
        var trained = TrainedNetwork.Load(path, best);
        var test = DataSource.Open(data ?? trained.Recipe.Data, trained.Recipe.Seed).Test;
        if (!test.Classes.SequenceEqual(trained.Description.Classes))
        {
            throw new ArgumentException(
                $"{test.Name} has the classes {Some(test.Classes)}, the network knows {Some(trained.Description.Classes)}. Evaluate on data with the same classes.");
        }

        var evaluation = Evaluator.Run(trained.Network, Loaders.Evaluation(test, trained.Description));
        if (json)
        {
            WriteJson(evaluation);
        }
        else
        {
            Results.WriteAccuracy(evaluation);
            WriteTable(evaluation, trained.Description.Classes);
        }

        return CommandLine.Done;
    }

    private static void WriteTable(Evaluation evaluation, IReadOnlyList<string> classes)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("class");
        foreach (var column in new[] { "precision", "recall", "F1", "pictures" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        var confusion = evaluation.Confusion;
        for (var c = 0; c < classes.Count; c++)
        {
            table.AddRow(
                new Spectre.Console.Text(classes[c]), Percent(confusion.Precision(c)), Percent(confusion.Recall(c)), Percent(confusion.F1(c)),
                new Spectre.Console.Text(evaluation.Samples.Count(s => s.Label == c).ToString(CultureInfo.InvariantCulture)));
        }

        Screen.Out.Write(table);
    }

    private static void WriteJson(Evaluation evaluation)
    {
        using var stream = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("event", "eval");
        json.WriteNumber("accuracy", evaluation.Accuracy);
        json.WriteNumber("top5Accuracy", evaluation.TopKAccuracy(5));
        json.WriteNumber("loss", evaluation.MeanLoss);
        json.WriteNumber("calibrationError", evaluation.Calibration.Value);
        json.WriteNumber("samples", evaluation.Samples.Count);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static Spectre.Console.Text Percent(double share) => new(share.ToString("0.00%", CultureInfo.InvariantCulture));

    private static string Some(IReadOnlyList<string> names) => string.Join(", ", names.Take(3)) + (names.Count > 3 ? ", …" : "");
}
