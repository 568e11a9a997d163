using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Striate.Training;

namespace Striate.Cli.Commands;

/// <summary>striate eval: how a trained network does on a data set.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "Run folder." };
        var data = new Option<string?>("--data")
        {
            Description = "Data set or folder (of which test/ or val/ is taken, else all of it); by default the test data of the run.",
        };
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
        var classes = trained.Description.Classes;
        var isOwn = data is null || DataSource.Resolve(data) == trained.Recipe.Data;
        var test = isOwn ? DataSource.OfRun(trained.Recipe, classes).Test : DataSource.ForEvaluation(data!, classes);
        var evaluation = Evaluator.Run(trained.Network, Loaders.Evaluation(test, trained.Description), trained.Recipe.BuildLoss(), trained.Recipe.BuildViews());
        if (json)
        {
            WriteJson(evaluation, classes);
        }
        else
        {
            Results.WriteAccuracy(evaluation);
            WriteTable(evaluation.Confusion, classes);
        }

        return CommandLine.Done;
    }

    private static void WriteTable(ConfusionMatrix confusion, IReadOnlyList<string> classes)
    {
        var table = new WideTable(("class", false), ("precision", true), ("recall", true), ("F1", true), ("pictures", true));
        for (var c = 0; c < classes.Count; c++)
        {
            table.Add(
                classes[c], Percent(confusion.Precision(c)), Percent(confusion.Recall(c)), Percent(confusion.F1(c)),
                confusion.Support(c).ToString(CultureInfo.InvariantCulture));
        }

        Screen.Write(table);
    }

    private static void WriteJson(Evaluation evaluation, IReadOnlyList<string> classes)
    {
        using var stream = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("event", "eval");
        json.WriteNumber("accuracy", evaluation.Accuracy);
        json.WriteNumber("top5Accuracy", evaluation.TopKAccuracy(Results.TopClasses));
        json.WriteNumber("loss", evaluation.MeanLoss);
        json.WriteNumber("calibrationError", evaluation.Calibration.Value);
        json.WriteNumber("samples", evaluation.Samples.Count);
        json.WriteStartArray("classes");
        for (var c = 0; c < classes.Count; c++)
        {
            json.WriteStartObject();
            json.WriteString("class", classes[c]);
            json.WriteNumber("precision", evaluation.Confusion.Precision(c));
            json.WriteNumber("recall", evaluation.Confusion.Recall(c));
            json.WriteNumber("f1", evaluation.Confusion.F1(c));
            json.WriteNumber("samples", evaluation.Confusion.Support(c));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static string Percent(double share) => share.ToString("0.00%", CultureInfo.InvariantCulture);
}
