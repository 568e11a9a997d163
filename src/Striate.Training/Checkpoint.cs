using System.Globalization;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training;

/// <summary>
/// The whole state of a run in one safetensors file: weights under their own names, so that any reader finds them, what the
/// optimiser remembers under "optimizer/", and the position as metadata. Where a mean of the weights is kept (<see
/// cref="Trainer.Average"/>) it has their names, and the newest stand under "newest/". A run that is loaded from it goes on bit for bit
/// as if it had never stopped.
/// </summary>
public static class Checkpoint
{
    private const string OptimizerPrefix = "optimizer/";
    private const string NewestPrefix = "newest/";
    private const string CallbackPrefix = "callback.";
    private const string AverageUpdates = "average.updates";
    private const string StopReason = "stopReason";

    /// <summary>Stores the state of a run. The file is replaced as a whole or not at all.</summary>
    /// <param name="trainer">Who trains, between two steps.</param>
    /// <param name="path">The file.</param>
    public static void Save(Trainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var position = trainer.Position;
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "striate-checkpoint-1",
            ["epoch"] = Text(position.Epoch),
            ["batch"] = Text(position.Batch),
            ["step"] = Text(position.Step),
            ["samples"] = Text(position.Samples),
            ["lossSum"] = Text(position.LossSum),
            ["correct"] = Text(position.Correct),
            ["epochTicks"] = Text(position.EpochTime.Ticks),
            ["trainTicks"] = Text(position.TrainTime.Ticks),
            ["optimizer.steps"] = Text(trainer.Optimizer.Steps),
        };
        if (trainer.StopReason is { } reason)
        {
            metadata.Add(StopReason, reason);
        }

        foreach (var (name, value) in trainer.Callbacks.SelectMany(callback => callback.SaveState()))
        {
            metadata.Add(CallbackPrefix + name, value);
        }

        var optimizer = trainer.Optimizer.State().Select(s => (OptimizerPrefix + s.Name, s.Tensor));
        if (trainer.Average is { } average)
        {
            metadata.Add(AverageUpdates, Text(average.Updates));
            var newest = average.Newest().Select(w => (NewestPrefix + w.Name, w.Tensor));
            SafetensorsFile.Write(path, average.Means().Concat(newest).Concat(optimizer), metadata);
        }
        else
        {
            SafetensorsFile.Write(path, Weights.Of(trainer.Network).Concat(optimizer), metadata);
        }
    }

    /// <summary>Loads only the weights of a run.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">A checkpoint, or a file of weights alone, of any format that <see cref="WeightsFile"/> knows.</param>
    /// <exception cref="FileFormatException">The file is damaged or belongs to another network.</exception>
    public static void LoadWeights(Module network, string path)
    {
        using var file = WeightsFile.Open(path);
        Weights.Load(network, file, IsOfRun);
    }

    /// <summary>Brings a run to where it was stored.</summary>
    /// <param name="trainer">Who is to go on, built as it was then.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">The file is damaged, is no checkpoint, or belongs to another network or optimiser.</exception>
    public static void Load(Trainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        using var file = SafetensorsFile.Read(path);
        Weights.Check(trainer.Network, file, IsOfRun);
        CheckAverage(trainer.Average, file);
        var slots = trainer.Optimizer.State().ToList();
        foreach (var (name, tensor) in slots)
        {
            if (file.Find(OptimizerPrefix + name)?.Shape != tensor.Shape)
            {
                throw new FileFormatException(path, $"does not hold the optimiser's {name} of {tensor.Length} numbers", "Resume with the optimiser of the stored run.");
            }
        }

        var position = ReadPosition(file);
        if (trainer.Average is { } average)
        {
            average.Load(
                Whole(file, AverageUpdates), (name, values) => file[name].ReadFloats(values.Span), (name, values) => file[NewestPrefix + name].ReadFloats(values.Span));
        }
        else
        {
            Weights.Load(trainer.Network, file, IsOfRun);
        }

        foreach (var (name, tensor) in slots)
        {
            file[OptimizerPrefix + name].ReadFloats(tensor.Span);
        }

        trainer.Position = position;
        trainer.StopReason = file.Metadata.GetValueOrDefault(StopReason);
        trainer.Optimizer.Steps = Whole(file, "optimizer.steps");
        var state = file.Metadata.Where(m => m.Key.StartsWith(CallbackPrefix, StringComparison.Ordinal))
            .ToDictionary(m => m.Key[CallbackPrefix.Length..], m => m.Value);
        foreach (var callback in trainer.Callbacks)
        {
            try
            {
                callback.LoadState(state);
            }
            catch (Exception error) when (error is FormatException or OverflowException or KeyNotFoundException)
            {
                throw new FileFormatException(path, $"holds a state that {callback.GetType().Name} cannot read", "Restore the file or start a new run.", error);
            }
        }
    }

    private static void CheckAverage(WeightAverage? average, SafetensorsFile file)
    {
        var isAveraged = file.Metadata.ContainsKey(AverageUpdates);
        if (isAveraged != average is not null)
        {
            throw new FileFormatException(
                file.FilePath, $"{(isAveraged ? "holds a" : "does not hold the")} mean of the weights", "Resume with the settings of the stored run.");
        }

        foreach (var (name, tensor) in average?.Newest() ?? [])
        {
            if (file.Find(NewestPrefix + name)?.Shape != tensor.Shape)
            {
                throw new FileFormatException(file.FilePath, $"does not hold the newest {name} {tensor.Shape}", "Restore the file or start a new run.");
            }
        }
    }

    // What a run stores beside the weights that are to be used.
    internal static bool IsOfRun(string name) =>
        name.StartsWith(OptimizerPrefix, StringComparison.Ordinal) || name.StartsWith(NewestPrefix, StringComparison.Ordinal);

    private static TrainingPosition ReadPosition(SafetensorsFile file) => new(
        Whole(file, "epoch"),
        Whole(file, "batch"),
        Whole(file, "step"),
        Whole(file, "samples"),
        Number(file, "lossSum"),
        Whole(file, "correct"),
        TimeSpan.FromTicks((long)Number(file, "epochTicks")),
        TimeSpan.FromTicks((long)Number(file, "trainTicks")));

    private static int Whole(SafetensorsFile file, string key) => (int)Number(file, key, int.MaxValue);

    // Every number of a position is 0 or more and, but for the sum of losses, far below the 2^53 that a double holds exactly.
    private static double Number(SafetensorsFile file, string key, double most = 9e15) =>
        file.Metadata.TryGetValue(key, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && value <= most
            ? value
            : throw new FileFormatException(file.FilePath, $"is no checkpoint of a run: '{key}' is missing or no number", "Choose the newest.safetensors of a run folder.");

    private static string Text(IFormattable value) => value.ToString(value is double ? "R" : null, CultureInfo.InvariantCulture);
}
