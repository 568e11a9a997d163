using System.Text;
using System.Text.Json;
using Striate.Tensors;

namespace Striate.Training;

/// <summary>
/// Writes what happens in a run, one JSON object a line: "start", "step" every so often, "epoch", and what else is given to
/// <see cref="Write"/>.
/// </summary>
/// <param name="every">Steps between two "step" lines.</param>
/// <param name="writers">Where the lines go; flushed after each.</param>
public sealed class RunLog(int every, params IReadOnlyList<TextWriter> writers) : Callback
{
    /// <summary>The name of the line that says how the run ended.</summary>
    public const string Done = "done";

    /// <summary>
    /// Opens the log of a run to append to it. What will be written again is dropped: steps and epochs that a checkpoint does not
    /// hold, and the end.
    /// </summary>
    /// <param name="path">The file; made if it is not there.</param>
    /// <param name="from">Where the run goes on; null keeps all lines.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static StreamWriter Open(string path, TrainingPosition? from = null)
    {
        if (from is not null && File.Exists(path))
        {
            var kept = File.ReadLines(path).Where(line => IsKept(line, from)).ToList();
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(string.Concat(kept.Select(line => line + '\n'))));
        }

        try
        {
            // Without a buffer, so that a line that fails to be written is not tried again at the end.
            var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            return new StreamWriter(stream) { NewLine = "\n" };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.At(path, error);
        }
    }

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer, int batches, int epochs)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Write("start", json =>
        {
            json.WriteNumber("step", trainer.Position.Step);
            json.WriteNumber("batches", batches);
            json.WriteNumber("epochs", epochs);
            json.WriteNumber("parameters", trainer.Network.CountParameters());
        });
    }

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, TrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var position = trainer.Position;
        if (position.Step % every == 0)
        {
            Write("step", json =>
            {
                json.WriteNumber("step", position.Step);
                json.WriteNumber("epoch", position.Epoch + 1);
                json.WriteNumber("loss", step.Loss);
                json.WriteNumber("accuracy", Round((double)step.Correct / step.Samples));
                json.WriteNumber("learningRate", step.LearningRate);
                json.WriteNumber("imagesPerSecond", Math.Round(position.Samples / position.EpochTime.TotalSeconds));
            });
        }
    }

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        Write("epoch", json =>
        {
            json.WriteNumber("step", epoch.Position.Step);
            json.WriteNumber("epoch", epoch.Number);
            json.WriteNumber("trainLoss", Round(epoch.Position.MeanLoss));
            json.WriteNumber("trainAccuracy", Round(epoch.Position.Accuracy));
            if (epoch.Test is { } test)
            {
                json.WriteNumber("testLoss", Round(test.MeanLoss));
                json.WriteNumber("testAccuracy", Round(test.Accuracy));
            }

            json.WriteNumber("learningRate", epoch.LearningRate);
            json.WriteNumber("imagesPerSecond", Math.Round(epoch.ImagesPerSecond));
            json.WriteNumber("seconds", Math.Round(epoch.Elapsed.TotalSeconds, 3));
            json.WriteNumber("waitShare", Round(epoch.WaitShare));
        });
    }

    /// <summary>Writes a line.</summary>
    /// <param name="name">What happened.</param>
    /// <param name="fields">Writes the fields of the object.</param>
    public void Write(string name, Action<Utf8JsonWriter> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            fields(json);
            json.WriteEndObject();
        }

        var line = Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        foreach (var writer in writers)
        {
            try
            {
                writer.WriteLine(line);
                writer.Flush();
            }
            catch (IOException error) when (writer is StreamWriter { BaseStream: FileStream file })
            {
                throw WriteFailure.At(file.Name, error);
            }
        }
    }

    private static double Round(double value) => Math.Round(value, 6);

    private static bool IsKept(string line, TrainingPosition from)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            return json.GetProperty("event").GetString() switch
            {
                Done => false,
                "epoch" => json.GetProperty("epoch").GetInt32() <= from.Epoch,
                _ => json.GetProperty("step").GetInt32() <= from.Step,
            };
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // The last line of a run that was cut off.
            return false;
        }
    }
}
