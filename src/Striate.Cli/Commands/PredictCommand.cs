using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Cli.Commands;

/// <summary>striate predict: what a trained network sees in pictures.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "Run folder, or a file of weights." };
        var pictures = new Argument<string[]>("pictures") { Description = "Picture files.", Arity = ArgumentArity.OneOrMore };
        var top = new Option<int>("--top") { Description = "Classes shown for each picture.", DefaultValueFactory = _ => 3 };
        var best = new Option<bool>("--best") { Description = "Takes the weights of the best epoch instead of the last." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object a picture." };
        var command = new Command("predict", "The most probable classes of pictures.") { run, pictures, top, best, json };
        var network = new NetworkOptions();
        network.AddTo(command);
        command.SetAction(parsed =>
        {
            var count = parsed.GetValue(top);
            return count >= 1
                ? Run(network.LoadClassifier(parsed.GetValue(run)!, parsed.GetValue(best), parsed), parsed.GetValue(pictures)!, count, parsed.GetValue(json))
                : throw new UsageException($"--top {count}: give a number of at least 1.");
        });
        return command;
    }

    private static int Run(TrainedNetwork trained, string[] pictures, int top, bool json)
    {
        var code = CommandLine.Done;
        foreach (var file in pictures)
        {
            try
            {
                var answers = Predict(file, trained, top);
                if (json)
                {
                    WriteJson(file, answers);
                }
                else
                {
                    var texts = answers.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Class} {a.Probability:0.0%}"));
                    Console.WriteLine($"{file}: {string.Join(", ", texts)}");
                }
            }
            catch (FileFormatException error)
            {
                // The other pictures may be fine.
                code = CommandLine.Complain(error.Message, CommandLine.Failed);
            }
        }

        return code;
    }

    private static List<(string Class, float Probability)> Predict(string file, TrainedNetwork trained, int top)
    {
        using var scope = new Scope();
        var probabilities = Evaluator.Predict(trained.Network, trained.Prepare(file), trained.Views);
        return [.. TopK.Best(probabilities.Span, top).Select(c => (trained.Description.Classes[c], probabilities.Span[c]))];
    }

    private static void WriteJson(string file, List<(string Class, float Probability)> answers)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("event", "predict");
            json.WriteString("picture", file);
            json.WriteStartArray("classes");
            foreach (var (name, probability) in answers)
            {
                json.WriteStartObject();
                json.WriteString("class", name);
                json.WriteNumber("probability", probability);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        Console.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }
}
