using System.Text;
using System.Text.Json;

namespace Striate.Training;

/// <summary>
/// Writes what happens in a run, one JSON object a line: "start", "step" every so often, "epoch", and what else is given to
/// <see cref="Write"/>.
/// </summary>
/// <param name="every">Steps between two "step" lines.</param>
/// <param name="writers">Where the lines go; flushed after each.</param>
public sealed class RunLog(int every, params IReadOnlyList<TextWriter> writers) : Callback
{
    /// <summary>Opens the log of a run to append to it. Lines of steps that a checkpoint does not hold are dropped: they will be made again.</summary>
    /// <param name="path">The file; made if it is not there.</param>
    /// <param name="stepsDone">Steps that the run has made; null keeps all lines.</param>
    public static StreamWriter Open(string path, int? stepsDone = null)
    {
        if (stepsDone is { } steps && File.Exists(path))
        {
            var kept = File.ReadLines(path).Where(line => StepOf(line) is { } step && step <= steps).ToList();
            File.WriteAllLines(path, kept);
        }

        return new StreamWriter(path, append: true);
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
            writer.WriteLine(line);
            writer.Flush();
        }
    }

    private static double Round(double value) => Math.Round(value, 6);

    private static int? StepOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty("step", out var step) ? step.GetInt32() : 0;
        }
        catch (JsonException)
        {
            // The last line of a run that was cut off.
            return null;
        }
    }
}
