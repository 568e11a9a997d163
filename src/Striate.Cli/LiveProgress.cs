using System.Globalization;
using Spectre.Console;
using Striate.Training;

namespace Striate.Cli;

/// <summary>Progress for a terminal: a bar for the run that says speed, loss, accuracy and the time left; above it a row for each epoch.</summary>
internal sealed class LiveProgress(ProgressContext context) : Callback
{
    // What stands beside the bar: the description, the percentage, the time left and what parts them.
    private const int BesideTheBar = 68;

    private ProgressTask? _task;
    private EpochTable? _table;
    private int _batches, _epochs;

    /// <summary>What a line consists of: never more than the terminal is wide.</summary>
    public static ProgressColumn[] Columns =>
    [
        new TaskDescriptionColumn { Alignment = Justify.Left },
        new ProgressBarColumn { Width = Math.Clamp(Screen.Width - BesideTheBar, 4, 40) },
        new PercentageColumn(),
        new RemainingTimeColumn(),
    ];

    public override void OnStart(Trainer trainer, int batches, int epochs)
    {
        (_batches, _epochs) = (batches, epochs);
        _table = new EpochTable(epochs, Screen.Width);
        Screen.Out.WriteLine(_table.Head);
        _task = context.AddTask("starting", maxValue: (double)batches * epochs);
        _task.Value = BatchesOf(trainer.Position);
    }

    public override void OnStep(Trainer trainer, TrainingStep step)
    {
        var position = trainer.Position;
        _task!.Value = BatchesOf(position);
        _task.Description = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {position.Epoch + 1}/{_epochs}  loss {position.MeanLoss:0.0000}  {position.Accuracy,6:0.0%}  {position.Samples / position.EpochTime.TotalSeconds,6:0} images/s");
    }

    public override void OnEpoch(Trainer trainer, TrainingEpoch epoch) => Screen.Out.WriteLine(_table!.Row(epoch));

    private double BatchesOf(TrainingPosition position) => ((double)position.Epoch * _batches) + position.Batch;
}
