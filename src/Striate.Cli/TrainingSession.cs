using System.Diagnostics;
using System.Globalization;
using Striate.Data;
using Striate.Networks;
using Striate.Reports;
using Striate.Training;

namespace Striate.Cli;

/// <summary>One call of striate train: from a recipe to a run folder with a report.</summary>
internal sealed class TrainingSession
{
    private const int StepsBetweenLogLines = 50;
    private const int MostImagesToLookAt = 2000;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Recipe _recipe;
    private readonly NetworkDescription _description;
    private readonly IReadOnlySet<string> _head;
    private readonly Module _network;
    private readonly Loaders _loaders;
    private readonly Trainer _trainer;
    private readonly Display _display;

    private TrainingSession(Recipe recipe, NetworkDescription description, DataSource data, Display display, bool resume)
    {
        (_description, _display) = (description, display);
        _network = description.Build();
        _head = Names.Classifier(description.Model).Head([.. description.Input]);
        _loaders = Loaders.Create(recipe, description, data);
        _trainer = recipe.BuildTrainer(_network, _loaders.Train.BatchCount);

        Initialize(data.Train, recipe.Seed);
        _recipe = FineTune(recipe, load: !resume);

        // Images that do not fit the network show before there is a run folder.
        Summary.Of(_network, _loaders.Train.ImageShape);
        Summary.Of(_network, _loaders.Test.ImageShape);
    }

    private bool HasEnded => _trainer.HasEnded(_recipe.Epochs);

    /// <summary>Starts a new run.</summary>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="normalize">How pictures are normalised; null for as its weights or its data have it.</param>
    /// <param name="output">The folder of the run; null for a new one.</param>
    /// <param name="display">Who shows it.</param>
    public static int Start(Recipe recipe, string? normalize, string? output, Display display)
    {
        var data = DataSource.Open(recipe.Data, recipe.Seed);
        var session = new TrainingSession(recipe, Describe(recipe, normalize, data), data, display, resume: false);
        using var interrupt = new Interrupt();
        using var folder = RunFolder.Create(output ?? NewFolder(recipe));
        try
        {
            session._recipe.Write(folder.Settings);
            session._description.Write(folder.Network);
            return session.Run(folder, resume: false, interrupt.Token);
        }
        finally
        {
            if (session._trainer.Position.Step == 0)
            {
                folder.Remove();
            }
        }
    }

    /// <summary>Goes on with a run.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="epochs">What the user thinks how many epochs it has.</param>
    /// <param name="data">Where its data are now; null for where they were.</param>
    /// <param name="display">Who shows it.</param>
    public static int Resume(string path, int? epochs, string? data, Display display)
    {
        using var interrupt = new Interrupt();
        using var folder = RunFolder.Open(path);
        var recipe = Recipe.Read(folder.Settings);
        if (epochs is not null && epochs != recipe.Epochs)
        {
            throw new UsageException($"--epochs {epochs}: the run was planned for {recipe.Epochs} epochs, and its schedule depends on that. Leave --epochs out.");
        }

        if (!File.Exists(folder.NewestCheckpoint))
        {
            throw new FileNotFoundException($"{path}: the run has stored no checkpoint, so there is nothing to go on from. Remove the folder and start anew.");
        }

        recipe = data is null ? recipe : recipe with { Data = DataSource.Resolve(data) };
        var description = NetworkDescription.Read(folder.Network);
        var session = new TrainingSession(recipe, description, DataSource.OfRun(recipe, description.Classes), display, resume: true);
        if (data is not null)
        {
            recipe.Write(folder.Settings);
        }

        return session.Run(folder, resume: true, interrupt.Token);
    }

    private void Initialize(Dataset train, ulong seed)
    {
        if (_network is IInitializedFromImages network)
        {
            network.InitializeFrom(Loaders.SomeImages(train, _description, MostImagesToLookAt));
        }

        _network.Initialize(seed);
    }

    // A resumed run has its weights from its checkpoint.
    private Recipe FineTune(Recipe recipe, bool load)
    {
        var classes = _description.Classes.Count;
        if (recipe.Head > 0 && recipe.Head != classes)
        {
            throw new UsageException($"--head {recipe.Head}: the data have {classes} classes. Leave it out, or give {classes}.");
        }

        if (load && recipe.From.Length > 0)
        {
            CheckChannels(recipe.From);
        }

        var startsAnew = load && FineTuning.Load(recipe, _network, _head);
        recipe = startsAnew ? recipe with { Head = classes } : recipe;
        try
        {
            FineTuning.Freeze(recipe, _network, _head);
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"--freeze {recipe.Freeze}: {error.Message}");
        }

        return recipe;
    }

    // Filters that differ in their channels alone: the weights are of the same network for other pictures.
    private void CheckChannels(string from)
    {
        using var file = WeightsFile.Open(from);
        var first = WeightsMatch.Of(_network, file).OtherShape.FirstOrDefault(item =>
            item is { Stored.Rank: 4, Expected.Rank: 4 } && item.Expected[1] == _description.Input[0] && item.Stored[1] is 1 or 3 && item.Stored[0] == item.Expected[0]);
        if (first.Name is not null && first.Stored[1] != first.Expected[1])
        {
            throw ColourCheck.Mismatch($"--from {from}", first.Stored[1], first.Expected[1], ", or leave --from out to start anew");
        }
    }

    private string Title()
    {
        var title = $"{_description.Model}, {Number(_network.CountParameters())} parameters, on {_recipe.Data}";
        if (_recipe.From.Length > 0)
        {
            title += $"\nstarts from {_recipe.From}{(_recipe.Head > 0 ? $"; {string.Join(", ", _head)} start anew, for {_recipe.Head} classes" : "")}";
        }

        if (_recipe.Freeze.Length > 0)
        {
            title += $"\n{Number(_network.Parameters().Where(p => !p.Parameter.RequiresGrad).Sum(p => (long)p.Parameter.Shape.Size))} parameters are frozen";
        }

        return title;

        static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
    }

    private int Run(RunFolder folder, bool resume, CancellationToken cancel)
    {
        var checkpoints = new CheckpointCallback(folder);
        _trainer.Callbacks.Add(checkpoints);
        if (_recipe.Patience > 0)
        {
            _trainer.Callbacks.Add(new EarlyStopping(_recipe.Patience));
        }

        if (resume)
        {
            Checkpoint.Load(_trainer, folder.NewestCheckpoint);
        }

        using var file = RunLog.Open(folder.Log, _trainer.Position);
        var log = new RunLog(StepsBetweenLogLines, _display.IsJson ? [file, Console.Out] : [file]);
        using var events = new TensorBoardCallback(folder.Path, StepsBetweenLogLines);
        _trainer.Callbacks.Add(log);
        _trainer.Callbacks.Add(events);
        if (HasEnded)
        {
            _trainer.TakeAverage();
            _display.HadEnded(_trainer);
        }
        else
        {
            Fit(folder, cancel);
        }

        if (!HasEnded)
        {
            log.Write("stopped", json => json.WriteNumber("step", _trainer.Position.Step));
            _display.Stopped(folder.Path, _trainer);
            return CommandLine.Failed;
        }

        // Epochs are tested by the pictures alone, and a run that had ended before it was resumed has tested nothing now.
        var views = _recipe.BuildViews();
        var evaluation = (views == TestViews.One ? _trainer.Evaluation : null) ?? Evaluator.Run(_network, _loaders.Test, _recipe.BuildLoss(), views);
        RunReport.Write(folder, _recipe, _description, _network, _loaders.Test.Data, evaluation);
        log.Write(RunLog.Done, json =>
        {
            json.WriteNumber("testAccuracy", evaluation.Accuracy);
            json.WriteNumber("bestAccuracy", checkpoints.Best);
            json.WriteNumber("seconds", Math.Round(_clock.Elapsed.TotalSeconds, 2));
            json.WriteNumber("trainSeconds", Math.Round(_trainer.Position.TrainTime.TotalSeconds, 2));
            json.WriteString("run", folder.Path);
        });
        _display.Finished(folder, _trainer, _network, evaluation, _description.Classes, _clock.Elapsed);
        return CommandLine.Done;
    }

    private void Fit(RunFolder folder, CancellationToken cancel)
    {
        try
        {
            _display.Train(Title(), progress =>
            {
                _trainer.Callbacks.Add(progress);
                _trainer.Fit(_loaders.Train, _loaders.Test, _recipe.Epochs, cancel);
            });
        }
        catch (IOException error) when (File.Exists(folder.NewestCheckpoint))
        {
            throw new IOException($"{error.Message} The newest checkpoint is safe; go on with: {Invocation.Of($"train --resume {folder.Path}")}", error);
        }
    }

    private static NetworkDescription Describe(Recipe recipe, string? normalization, DataSource source)
    {
        // Pictures in memory have one size, their own; those of a folder are brought to the network's.
        var (model, data) = (Names.Model(recipe.Model), source.Train);
        var first = data.PictureOf(0);
        var (height, width) = recipe.Size > 0 ? (recipe.Size, recipe.Size)
            : data is PictureSet ? (first.Height, first.Width)
            : (model.Input[1], model.Input[2]);
        var normalize = normalization is not null ? Normalization.Parse(normalization, first.Channels)
            : recipe.From.Length > 0 ? WeightsOrigin.Find(recipe.From).Normalize(first.Channels)
            : Normalize.Of(data, MostImagesToLookAt);
        return new NetworkDescription(model.Name, [first.Channels, height, width], data.Classes, normalize.Mean, normalize.Std)
        {
            IsLightOnBlack = source.IsLightOnBlack,
        };
    }

    private static string NewFolder(Recipe recipe)
    {
        var name = Path.Combine("runs", $"{recipe.Model}-{Path.GetFileName(recipe.Data)}");
        return Enumerable.Range(1, int.MaxValue).Select(i => $"{name}-{i}").First(path => !Path.Exists(path));
    }
}
