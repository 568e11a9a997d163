using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Striate.Training;

namespace Striate.Cli;

/// <summary>Progress for redirected output: a plain line now and then, and one for each epoch.</summary>
internal sealed class PlainProgress : Callback
{
    private const double SecondsBetweenLines = 10;

    private int _epochs, _batches;
    private long _last = Stopwatch.GetTimestamp();

    public override void OnStart(Trainer trainer, int batches, int epochs) => (_batches, _epochs) = (batches, epochs);

    public override void OnStep(Trainer trainer, TrainingStep step)
    {
        if (Stopwatch.GetElapsedTime(_last).TotalSeconds >= SecondsBetweenLines)
        {
            _last = Stopwatch.GetTimestamp();
            var position = trainer.Position;
            Screen.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"epoch {position.Epoch + 1,3}/{_epochs}  batch {position.Batch}/{_batches}, loss {position.MeanLoss:0.0000} accuracy {position.Accuracy:0.00%}, "
                + $"{position.Samples / position.EpochTime.TotalSeconds:0} images/s"));
        }
    }

    public override void OnEpoch(Trainer trainer, TrainingEpoch epoch)
    {
        _last = Stopwatch.GetTimestamp();
        Screen.Out.WriteLine(EpochLine.Of(epoch, _epochs));
    }
}
