using System.Diagnostics;
using Spectre.Console;
using Striate.Training;

namespace Striate.Cli;

/// <summary>Progress for redirected output: a row now and then, and one for each epoch.</summary>
internal sealed class PlainProgress : Callback
{
    private const double SecondsBetweenRows = 10;

    private EpochTable? _table;
    private int _batches;
    private long _last = Stopwatch.GetTimestamp();

    public override void OnStart(Trainer trainer, int batches, int epochs)
    {
        (_batches, _table) = (batches, new EpochTable(epochs, Screen.Width));
        Screen.Out.WriteLine(_table.Head);
    }

    public override void OnStep(Trainer trainer, TrainingStep step)
    {
        if (Stopwatch.GetElapsedTime(_last).TotalSeconds >= SecondsBetweenRows)
        {
            WriteRow(_table!.Row(trainer.Position, _batches));
        }
    }

    public override void OnEpoch(Trainer trainer, TrainingEpoch epoch) => WriteRow(_table!.Row(epoch));

    private void WriteRow(string row)
    {
        _last = Stopwatch.GetTimestamp();
        Screen.Out.WriteLine(row);
    }
}
