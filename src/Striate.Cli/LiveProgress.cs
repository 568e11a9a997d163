using System.Globalization;
using Spectre.Console;
using Striate.Training;

namespace Striate.Cli;

/// <summary>Progress for a terminal: a bar for the run that says speed, loss, accuracy and the time left; a line for each epoch.</summary>
internal sealed class LiveProgress(ProgressContext context) : Callback
{
    private ProgressTask? _task;
    private int _epochs;

    public override void OnStart(Trainer trainer, int batches, int epochs)
    {
        _epochs = epochs;
        _task = context.AddTask("starting", maxValue: (double)batches * epochs);
        _task.Value = trainer.Position.Step;
    }

    public override void OnStep(Trainer trainer, TrainingStep step)
    {
        var position = trainer.Position;
        _task!.Value = position.Step;
        _task.Description = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {position.Epoch + 1}/{_epochs}  {position.Samples / position.EpochTime.TotalSeconds,6:0} images/s  loss {position.MeanLoss:0.0000}  accuracy {position.Accuracy:0.00%}");
    }

    public override void OnEpoch(Trainer trainer, TrainingEpoch epoch) => Screen.Out.WriteLine(EpochLine.Of(epoch, _epochs));
}
