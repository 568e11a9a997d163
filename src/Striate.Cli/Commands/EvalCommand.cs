using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Striate.Data;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Cli.Commands;

/// <summary>striate eval: how a trained network does on a data set.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "Run folder, or a file of weights." };
        var data = new Option<string?>("--data")
        {
            Description = "Data set or folder (of which test/ or val/ is taken, else all of it); by default the test data of the run. For a file of weights it has to be named.",
        };
        var best = new Option<bool>("--best") { Description = "Takes the weights of the best epoch instead of the last." };
        var threads = new Option<int?>("--threads") { Description = "Threads that compute." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new Command("eval", "Evaluates a trained network.") { run, data, best, threads, json };
        var network = new NetworkOptions();
        network.AddTo(command);
        command.SetAction(parsed =>
        {
            TrainCommand.SetThreads(parsed.GetValue(threads));
            return Run(network.LoadClassifier(parsed.GetValue(run)!, parsed.GetValue(best), parsed), parsed.GetValue(data), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(TrainedNetwork trained, string? data, bool json)
    {
        var test = Data(trained, data);

        // Grey copied into three channels is not what weights of colour know; colour turned to grey may well be.
        var (wanted, given) = (trained.Description.Input[0], test.PictureOf(0).Channels);
        if (wanted == 3 && given == 1)
        {
            throw ColourCheck.Mismatch(data is null ? test.Name : $"--data {data}", wanted, given);
        }

        if (test.Classes.Count != trained.Description.Classes.Count)
        {
            throw new FileFormatException(test.Name, $"{test.Classes.Count} classes, and the network tells {trained.Description.Classes.Count} apart", "Take data with the same classes");
        }

        var evaluation = Evaluator.Run(trained.Network, Loaders.Evaluation(test, trained.Description), trained.Loss, trained.Views);
        if (json)
        {
            WriteJson(evaluation, test.Classes);
        }
        else
        {
            Results.WriteAccuracy(evaluation);
            WriteTable(evaluation.Confusion, test.Classes);
        }

        return CommandLine.Done;
    }

    private static Dataset Data(TrainedNetwork trained, string? data) => (trained.Recipe, data) switch
    {
        (null, null) => throw new UsageException("--data is missing: a file of weights does not say what to evaluate on."),
        ({ } recipe, null) => DataSource.OfRun(recipe, trained.Description.Classes).Test,
        ({ } recipe, _) when DataSource.Resolve(data) == recipe.Data => DataSource.OfRun(recipe, trained.Description.Classes).Test,
        _ => DataSource.ForEvaluation(data, trained.Names),
    };

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
