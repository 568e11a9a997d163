using System.Globalization;
using Spectre.Console;
using Striate.Networks;
using Striate.Training;

namespace Striate.Cli;

/// <summary>What a person, or with --json a program, sees of a run.</summary>
/// <param name="isJson">One JSON object a line and nothing else.</param>
/// <param name="isQuiet">Nothing but errors.</param>
internal sealed class Display(bool isJson, bool isQuiet)
{
    /// <summary>Whether events go to standard output.</summary>
    public bool IsJson { get; } = isJson;

    private bool IsSilent => IsJson || isQuiet;

    /// <summary>Runs a training and shows how it goes.</summary>
    /// <param name="title">What is trained on what.</param>
    /// <param name="run">Runs it, with a callback added.</param>
    public void Train(string title, Action<Callback> run)
    {
        if (IsSilent)
        {
            run(new SilentProgress());
            return;
        }

        Screen.Out.WriteLine(title);
        if (!Screen.IsTerminal)
        {
            run(new PlainProgress());
            return;
        }

        Screen.Out.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .AutoClear(true)
            .Start(context => run(new LiveProgress(context)));
    }

    /// <summary>The run was interrupted and can go on.</summary>
    public void Stopped(string path, Trainer trainer)
    {
        if (!IsSilent)
        {
            var position = trainer.Position;
            Screen.Out.WriteLine($"Stopped after step {position.Step} in epoch {position.Epoch + 1}; the state is stored. Go on with: striate train --resume {path}");
        }
    }

    /// <summary>The run is done.</summary>
    public void Finished(RunFolder folder, Trainer trainer, Module network, Evaluation evaluation, IReadOnlyList<string> classes, TimeSpan elapsed)
    {
        if (IsSilent)
        {
            return;
        }

        if (trainer.StopReason is { } reason)
        {
            Screen.Out.WriteLine($"Ended early: {reason}.");
        }

        Screen.Out.WriteLine();
        Results.Write(network, evaluation, classes);
        Screen.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Trained for {trainer.Position.TrainTime.TotalSeconds:0.0} s; this call took {elapsed.TotalSeconds:0.0} s. Report: {folder.Report}"));
        Screen.Out.WriteLine($"Go on: striate predict {folder.Path} PICTURE   striate eval {folder.Path}");
    }

    private sealed class SilentProgress : Callback;
}
