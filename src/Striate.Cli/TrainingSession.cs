using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Striate.Data;
using Striate.Networks;
using Striate.Reports;
using Striate.Training;

namespace Striate.Cli;

/// <summary>One call of striate train: from a recipe to a run folder with a report.</summary>
internal sealed class TrainingSession
{
    private const int StepsBetweenLogLines = 50;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Recipe _recipe;
    private readonly NetworkDescription _description;
    private readonly Module _network;
    private readonly Loaders _loaders;
    private readonly Display _display;

    private TrainingSession(Recipe recipe, NetworkDescription description, DataSource data, Display display)
    {
        (_recipe, _description, _display) = (recipe, description, display);
        _network = description.Build();
        _network.Initialize(recipe.Seed);
        _loaders = Loaders.Create(recipe, description, data);
    }

    /// <summary>Starts a new run.</summary>
    public static int Start(Recipe recipe, string? output, Display display)
    {
        var data = DataSource.Open(recipe.Data, recipe.Seed);
        var session = new TrainingSession(recipe, Describe(recipe, data.Train), data, display);
        using var folder = RunFolder.Create(output ?? NewFolder(recipe));
        recipe.Write(folder.Settings);
        session._description.Write(folder.Network);
        return session.Run(folder, resume: false);
    }

    /// <summary>Goes on with a run.</summary>
    public static int Resume(string path, int? epochs, Display display)
    {
        using var folder = RunFolder.Open(path);
        var recipe = Recipe.Read(folder.Settings);
        if (epochs is not null && epochs != recipe.Epochs)
        {
            throw new UsageException($"--epochs {epochs}: the run was planned for {recipe.Epochs} epochs, and its schedule depends on that. Leave --epochs out.");
        }

        if (!File.Exists(folder.NewestCheckpoint))
        {
            throw new FileNotFoundException($"{path}: the run has stored no checkpoint yet. Start it anew.");
        }

        var session = new TrainingSession(recipe, NetworkDescription.Read(folder.Network), DataSource.Open(recipe.Data, recipe.Seed), display);
        return session.Run(folder, resume: true);
    }

    private int Run(RunFolder folder, bool resume)
    {
        var trainer = _recipe.BuildTrainer(_network, _loaders.Train.BatchCount);
        var checkpoints = new CheckpointCallback(folder);
        trainer.Callbacks.Add(checkpoints);
        if (_recipe.Patience > 0)
        {
            trainer.Callbacks.Add(new EarlyStopping(_recipe.Patience));
        }

        if (resume)
        {
            Checkpoint.Load(trainer, folder.NewestCheckpoint);
        }

        using var file = RunLog.Open(folder.Log, trainer.Position);
        var log = new RunLog(StepsBetweenLogLines, _display.IsJson ? [file, Console.Out] : [file]);
        using var events = new TensorBoardCallback(folder.Path, StepsBetweenLogLines);
        trainer.Callbacks.Add(log);
        trainer.Callbacks.Add(events);
        if (!Fit(trainer))
        {
            log.Write("stopped", json => json.WriteNumber("step", trainer.Position.Step));
            _display.Stopped(folder.Path, trainer);
            return CommandLine.Failed;
        }

        // A run that was complete before it was resumed has evaluated nothing now.
        var evaluation = trainer.Evaluation ?? Evaluator.Run(_network, _loaders.Test);
        RunReport.Write(folder, _recipe, _description, _network, _loaders.Test.Data, evaluation);
        log.Write("done", json =>
        {
            json.WriteNumber("testAccuracy", evaluation.Accuracy);
            json.WriteNumber("bestAccuracy", checkpoints.Best);
            json.WriteNumber("seconds", Math.Round(_clock.Elapsed.TotalSeconds, 2));
            json.WriteNumber("trainSeconds", Math.Round(trainer.Position.TrainTime.TotalSeconds, 2));
            json.WriteString("run", folder.Path);
        });
        _display.Finished(folder, trainer, _network, evaluation, _description.Classes, _clock.Elapsed);
        return CommandLine.Done;
    }

    /// <summary>Trains until the end or until the user interrupts; the first signal ends the run in good order, a second one at once.</summary>
    /// <returns>Whether the run came to its end.</returns>
    private bool Fit(Trainer trainer)
    {
        using var cancel = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        var parameters = _network.CountParameters().ToString("N0", CultureInfo.InvariantCulture);
        _display.Train($"{_description.Model}, {parameters} parameters, on {_recipe.Data}", progress =>
        {
            trainer.Callbacks.Add(progress);
            trainer.Fit(_loaders.Train, _loaders.Test, _recipe.Epochs, cancel.Token);
        });
        return !cancel.IsCancellationRequested || trainer.Position.Epoch >= _recipe.Epochs;

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = !cancel.IsCancellationRequested;
            cancel.Cancel();
        }
    }

    private static NetworkDescription Describe(Recipe recipe, Dataset data)
    {
        // Pictures in memory have one size, their own; those of a folder are brought to the network's.
        var model = Names.Model(recipe.Model);
        var first = data.PictureOf(0);
        var (height, width) = recipe.Size > 0 ? (recipe.Size, recipe.Size)
            : data is PictureSet ? (first.Height, first.Width)
            : (model.Input[1], model.Input[2]);
        var normalize = Normalize.Of(data, most: 2000);
        return new NetworkDescription(model.Name, [first.Channels, height, width], data.Classes, normalize.Mean, normalize.Std);
    }

    private static string NewFolder(Recipe recipe)
    {
        var name = Path.Combine("runs", $"{recipe.Model}-{Path.GetFileName(recipe.Data)}");
        return Enumerable.Range(1, int.MaxValue).Select(i => $"{name}-{i}").First(path => !Path.Exists(path));
    }
}
