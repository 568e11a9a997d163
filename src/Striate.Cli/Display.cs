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
            .Columns(LiveProgress.Columns)
            .AutoClear(true)
            .Start(context => run(new LiveProgress(context)));
    }

    /// <summary>The run was interrupted and can go on, unless it has not begun.</summary>
    public void Stopped(string path, Trainer trainer)
    {
        if (IsSilent)
        {
            return;
        }

        var position = trainer.Position;
        if (position.Step == 0)
        {
            Screen.Out.WriteLine("Stopped before the first step; nothing is kept.");
            return;
        }

        Screen.Out.WriteLine($"Stopped after step {position.Step} in epoch {position.Epoch + 1}; the state is stored. Go on with:");
        WriteCommand($"train --resume {path}");
    }

    /// <summary>The run has nothing left to do.</summary>
    public void HadEnded(Trainer trainer)
    {
        if (!IsSilent)
        {
            Screen.Out.WriteLine($"The run has ended already, after {trainer.Position.Epoch} epochs.");
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
            $"Trained for {trainer.Position.TrainTime.TotalSeconds:0.0} s; this call took {elapsed.TotalSeconds:0.0} s. The report, and what to do next:"));
        Console.WriteLine($"  {folder.Report}");
        WriteCommand($"predict {folder.Path} PICTURE");
        WriteCommand($"eval {folder.Path}");
    }

    // Not through Spectre, which would break a long line: a command is there to be copied.
    private static void WriteCommand(string arguments) => Console.WriteLine($"  {Invocation.Of(arguments)}");

    private sealed class SilentProgress : Callback;
}
