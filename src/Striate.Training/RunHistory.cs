using System.Text.Json;
using Striate.Tensors;

namespace Striate.Training;

/// <summary>What a <see cref="RunLog"/> has written, read back for curves and reports.</summary>
/// <param name="Steps">The steps that were logged, in their order.</param>
/// <param name="Epochs">The epochs that have ended, in their order.</param>
public sealed record RunHistory(IReadOnlyList<RunHistory.Step> Steps, IReadOnlyList<RunHistory.Epoch> Epochs)
{
    /// <summary>Time of all ended epochs, without evaluation.</summary>
    public TimeSpan TrainTime => TimeSpan.FromSeconds(Epochs.Sum(epoch => epoch.Seconds));

    /// <summary>Reads a log; a run that is going on may have it open. A last line that was cut off is left out.</summary>
    /// <param name="path">A file of one JSON object a line.</param>
    /// <exception cref="FileFormatException">A line is damaged.</exception>
    public static RunHistory Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        var (steps, epochs) = (new List<Step>(), new List<Epoch>());
        for (var (number, line) = (1, reader.ReadLine()); line is not null; number++)
        {
            var next = reader.ReadLine();
            try
            {
                Read(line, steps, epochs);
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                if (next is not null)
                {
                    throw new FileFormatException(path, $"is no log of a run: line {number} is damaged", "Restore the file, or delete the line.");
                }
            }

            line = next;
        }

        return new RunHistory(steps, epochs);
    }

    private static void Read(string line, List<Step> steps, List<Epoch> epochs)
    {
        using var document = JsonDocument.Parse(line);
        var json = document.RootElement;
        switch (json.GetProperty("event").GetString())
        {
            case "step":
                steps.Add(new Step(Whole(json, "step"), Number(json, "loss"), Number(json, "accuracy"), Number(json, "learningRate")));
                break;
            case "epoch":
                epochs.Add(new Epoch(
                    Whole(json, "epoch"),
                    Whole(json, "step"),
                    Number(json, "trainLoss"),
                    Number(json, "trainAccuracy"),
                    NumberOrNull(json, "testLoss"),
                    NumberOrNull(json, "testAccuracy"),
                    Number(json, "learningRate"),
                    Number(json, "seconds"),
                    Number(json, "waitShare")));
                break;
        }
    }

    private static int Whole(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static double Number(JsonElement json, string name) => json.GetProperty(name).GetDouble();

    private static double? NumberOrNull(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    /// <summary>One step.</summary>
    /// <param name="Number">Steps of the run that were made with it.</param>
    /// <param name="Loss">Mean loss of its batch.</param>
    /// <param name="Accuracy">Share of its batch that was classified rightly.</param>
    /// <param name="LearningRate">The learning rate used.</param>
    public sealed record Step(int Number, double Loss, double Accuracy, double LearningRate);

    /// <summary>One epoch.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Step">Steps of the run at its end.</param>
    /// <param name="TrainLoss">Mean loss while learning.</param>
    /// <param name="TrainAccuracy">Share classified rightly while learning.</param>
    /// <param name="TestLoss">Mean loss on the test data, or null.</param>
    /// <param name="TestAccuracy">Share of the test data classified rightly, or null.</param>
    /// <param name="LearningRate">The last learning rate.</param>
    /// <param name="Seconds">Time, without evaluation.</param>
    /// <param name="WaitShare">Share of the time that the network waited for data.</param>
    public sealed record Epoch(
        int Number, int Step, double TrainLoss, double TrainAccuracy, double? TestLoss, double? TestAccuracy, double LearningRate, double Seconds, double WaitShare);
}
