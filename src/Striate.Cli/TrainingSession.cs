using System.Diagnostics;
using System.Runtime.InteropServices;
using Striate.Data;
using Striate.Networks;
using Striate.Reports;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Cli;

/// <summary>One call of striate train: from a recipe to a run folder with a report.</summary>
internal static class TrainingSession
{
    private const int StepsBetweenLogLines = 50;

    public static int Start(Recipe recipe, string? output, Display display)
    {
        var clock = Stopwatch.StartNew();
        var data = DataSource.Open(recipe.Data, recipe.Seed);
        var model = Names.Model(recipe.Model);
        var input = InputShape(recipe, model, data.Train);
        var normalize = Normalize.Of(data.Train, most: 2000);
        var description = new NetworkDescription(model.Name, [.. input], data.Train.Classes, normalize.Mean, normalize.Std);
        var network = description.Build();
        network.Initialize(recipe.Seed);
        var loaders = Loaders.Create(recipe, description, data);

        using var folder = RunFolder.Create(output ?? NewFolder(recipe));
        recipe.Write(folder.Settings);
        description.Write(folder.Network);
        return Run(folder, recipe, description, network, loaders, display, clock, resume: false);
    }

    public static int Resume(string path, int? epochs, Display display)
    {
        var clock = Stopwatch.StartNew();
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

        var description = NetworkDescription.Read(folder.Network);
        var network = description.Build();
        var loaders = Loaders.Create(recipe, description, DataSource.Open(recipe.Data, recipe.Seed));
        return Run(folder, recipe, description, network, loaders, display, clock, resume: true);
    }

    private static int Run(
        RunFolder folder, Recipe recipe, NetworkDescription description, Module network, Loaders loaders, Display display, Stopwatch clock, bool resume)
    {
        var trainer = recipe.BuildTrainer(network, loaders.Train.BatchCount);
        var checkpoints = new CheckpointCallback(folder);
        var stopping = recipe.Patience > 0 ? new EarlyStopping(recipe.Patience) : null;
        trainer.Callbacks.Add(checkpoints);
        if (stopping is not null)
        {
            trainer.Callbacks.Add(stopping);
        }

        if (resume)
        {
            Checkpoint.Load(trainer, folder.NewestCheckpoint);
        }

        using var file = RunLog.Open(folder.Log, trainer.Position.Step);
        var log = new RunLog(StepsBetweenLogLines, display.IsJson ? [file, Console.Out] : [file]);
        using var events = new TensorBoardCallback(folder.Path, StepsBetweenLogLines);
        trainer.Callbacks.Add(log);
        trainer.Callbacks.Add(events);

        using var cancel = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Cancel(context, cancel));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Cancel(context, cancel));
        display.Train(trainer, $"{description.Model}, {Thousands(network.CountParameters())} parameters, on {recipe.Data}", callback =>
        {
            trainer.Callbacks.Add(callback);
            trainer.Fit(loaders.Train, loaders.Test, recipe.Epochs, cancel.Token);
        });

        if (cancel.IsCancellationRequested && trainer.Position.Epoch < recipe.Epochs)
        {
            log.Write("stopped", json => json.WriteNumber("step", trainer.Position.Step));
            display.Stopped(folder.Path, trainer);
            return CommandLine.Failed;
        }

        var evaluation = Evaluator.Run(network, loaders.Test);
        RunReport.Write(folder, recipe, description, network, loaders.Test.Data, evaluation);
        clock.Stop();
        log.Write("done", json =>
        {
            json.WriteNumber("testAccuracy", evaluation.Accuracy);
            json.WriteNumber("bestAccuracy", checkpoints.Best);
            json.WriteNumber("seconds", Math.Round(clock.Elapsed.TotalSeconds, 2));
            json.WriteNumber("trainSeconds", Math.Round(trainer.Position.TrainTime.TotalSeconds, 2));
            json.WriteString("run", folder.Path);
        });
        display.Finished(folder, trainer, network, evaluation, clock.Elapsed);
        return CommandLine.Done;
    }

    private static void Cancel(PosixSignalContext context, CancellationTokenSource cancel)
    {
        // The first signal ends the run in good order; a second one ends the process at once.
        context.Cancel = !cancel.IsCancellationRequested;
        cancel.Cancel();
    }

    private static Shape InputShape(Recipe recipe, ModelInfo model, Dataset data)
    {
        var first = data.PictureOf(0);
        var (height, width) = recipe.Size > 0 ? (recipe.Size, recipe.Size)
            : data is Imaging.PictureFolder ? (model.Input[1], model.Input[2])
            : (first.Height, first.Width);
        return [first.Channels, height, width];
    }

    private static string NewFolder(Recipe recipe)
    {
        var name = Path.Combine("runs", $"{recipe.Model}-{Path.GetFileName(Path.TrimEndingDirectorySeparator(recipe.Data))}");
        return Enumerable.Range(1, int.MaxValue).Select(i => $"{name}-{i}").First(path => !Path.Exists(path));
    }

    private static string Thousands(long value) => value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
