using Striate.Imaging;
using Striate.Insight;
using Striate.Training;

namespace Striate.Reports;

/// <summary>
/// Writes a run for TensorBoard: loss, accuracy and learning rate every so many steps; after each epoch loss and accuracy
/// on the test data, a histogram of every parameter, and the first layer's filters as a picture. All are over the steps
/// of the run; a resumed run goes on in a file of its own in the same folder.
/// </summary>
/// <param name="folder">The run's folder; the file is made there when the run starts.</param>
/// <param name="every">Steps between two points of a curve, at least 1.</param>
public sealed class TensorBoardCallback(string folder, int every) : Callback, IDisposable
{
    private readonly int _every = every >= 1
        ? every
        : throw new ArgumentOutOfRangeException(nameof(every), every, "TensorBoard: points lie at least one step apart.");

    private EventFileWriter? _events;

    private EventFileWriter Events => _events ?? throw new InvalidOperationException("The file is made when the run starts; call OnStart first.");

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer, int batches, int epochs) => _events ??= new EventFileWriter(folder);

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, TrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var steps = trainer.Position.Step;
        if (steps % _every == 0)
        {
            Events.Scalar("loss/train", steps, step.Loss);
            Events.Scalar("accuracy/train", steps, (double)step.Correct / step.Samples);
            Events.Scalar("learning rate", steps, step.LearningRate);
            Events.Flush();
        }
    }

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(epoch);
        var steps = epoch.Position.Step;
        if (epoch.Test is { } test)
        {
            Events.Scalar("loss/test", steps, test.MeanLoss);
            Events.Scalar("accuracy/test", steps, test.Accuracy);
        }

        foreach (var (name, parameter) in trainer.Network.Parameters())
        {
            Events.Histogram(name, steps, parameter.Value.Span);
        }

        if (Filters.First(trainer.Network) is { } conv)
        {
            Events.Image("filters", steps, PictureFile.ToPng(Filters.Sheet(conv)));
        }

        Events.Flush();
    }

    /// <inheritdoc/>
    public override void OnEnd(Trainer trainer) => _events?.Flush();

    /// <summary>Closes the file.</summary>
    public void Dispose() => _events?.Dispose();
}
