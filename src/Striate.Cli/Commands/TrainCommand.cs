using System.CommandLine;
using Striate.Data;
using Striate.Kernels.Threading;
using Striate.Networks;
using Striate.Training;

namespace Striate.Cli.Commands;

/// <summary>striate train: the main job.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var defaults = new Recipe();
        var data = new Option<string>("--data") { Description = "Data set (mnist) or a folder with one folder of pictures for each class.", DefaultValueFactory = _ => defaults.Data };
        var model = new Option<string>("--model") { Description = "Name of a network.", DefaultValueFactory = _ => defaults.Model };
        var epochs = new Option<int?>("--epochs") { Description = "Passes over the training data." };
        var batch = new Option<int?>("--batch") { Description = "Images in a step." };
        var optimizer = new Option<string?>("--optimizer") { Description = string.Join(", ", Recipe.Optimizers) + "." };
        var learningRate = new Option<double?>("--lr") { Description = "Largest learning rate." };
        var momentum = new Option<double?>("--momentum") { Description = "Momentum of sgd and nesterov." };
        var weightDecay = new Option<double?>("--weight-decay") { Description = "Pull of every weight towards zero." };
        var schedule = new Option<string?>("--schedule") { Description = string.Join(", ", Recipe.Schedules) + "." };
        var warmUp = new Option<double?>("--warm-up") { Description = "Epochs of linear rise before cosine, step or constant." };
        var smoothing = new Option<double?>("--label-smoothing") { Description = "Share of the target spread over all classes." };
        var augment = new Option<string?>("--augment") { Description = "Changes to the training pictures, as in \"crop:2,affine:10:0.1:0.9-1.1\"; \"none\" for none." };
        var size = new Option<int?>("--size") { Description = "Height and width to which the pictures of a folder are brought." };
        var patience = new Option<int?>("--patience") { Description = "Ends the run after so many epochs without a better test accuracy." };
        var seed = new Option<ulong?>("--seed") { Description = "Decides everything random." };
        var threads = new Option<int?>("--threads") { Description = "Threads that compute; results do not depend on it." };
        var output = new Option<string?>("--out") { Description = "Folder of the run; by default a new one under runs/." };
        var resume = new Option<string?>("--resume") { Description = "Goes on with a run that was stopped, bit for bit as if it had not been." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object a line." };
        var quiet = new Option<bool>("--quiet") { Description = "Prints nothing but errors." };
        var command = new Command("train", "Trains a network; without options LeNet-5 on MNIST.")
        {
            data, model, epochs, batch, optimizer, learningRate, momentum, weightDecay, schedule, warmUp, smoothing, augment, size, patience,
            seed, threads, output, resume, json, quiet,
        };
        var recipeOptions = command.Options.Except([threads, output, resume, json, quiet, epochs]).ToList();
        command.SetAction(parsed =>
        {
            SetThreads(parsed.GetValue(threads));
            var display = new Display(parsed.GetValue(json), parsed.GetValue(quiet));
            if (parsed.GetValue(resume) is { } run)
            {
                var changed = recipeOptions.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
                if (changed is not null || parsed.GetValue(output) is not null)
                {
                    throw new UsageException($"--resume goes on with the settings of the run; leave out {changed?.Name ?? "--out"}.");
                }

                return TrainingSession.Resume(run, parsed.GetValue(epochs), display);
            }

            var named = Names.Model(parsed.GetValue(model)!);
            var start = DefaultRecipes.For(named.Name);
            var recipe = start with
            {
                Data = DataSource.Resolve(parsed.GetValue(data)!),
                Epochs = Positive(parsed.GetValue(epochs), epochs) ?? start.Epochs,
                BatchSize = Positive(parsed.GetValue(batch), batch) ?? start.BatchSize,
                Optimizer = parsed.GetValue(optimizer) is { } o ? Names.OneOf("optimizer", o, Recipe.Optimizers) : start.Optimizer,
                LearningRate = NotNegative(parsed.GetValue(learningRate), learningRate) ?? start.LearningRate,
                Momentum = NotNegative(parsed.GetValue(momentum), momentum) ?? start.Momentum,
                WeightDecay = NotNegative(parsed.GetValue(weightDecay), weightDecay) ?? start.WeightDecay,
                Schedule = parsed.GetValue(schedule) is { } s ? Names.OneOf("schedule", s, Recipe.Schedules) : start.Schedule,
                WarmUp = NotNegative(parsed.GetValue(warmUp), warmUp) ?? start.WarmUp,
                LabelSmoothing = NotNegative(parsed.GetValue(smoothing), smoothing) ?? start.LabelSmoothing,
                Augment = parsed.GetValue(augment) switch { null => start.Augment, "none" => "", var text => text },
                Size = Positive(parsed.GetValue(size), size) ?? start.Size,
                Patience = Positive(parsed.GetValue(patience), patience) ?? start.Patience,
                Seed = parsed.GetValue(seed) ?? start.Seed,
            };
            return TrainingSession.Start(recipe, parsed.GetValue(output), display);
        });
        return command;
    }

    /// <summary>Sets the number of threads that compute.</summary>
    public static void SetThreads(int? threads)
    {
        if (threads is { } count)
        {
            Workers.Count = count is >= 1 and <= 1024 ? count : throw new UsageException($"--threads {count}: give a number from 1 to 1024.");
        }
    }

    private static int? Positive(int? value, Option option) =>
        value is < 1 ? throw new UsageException($"{option.Name} {value}: give a number of at least 1.") : value;

    private static double? NotNegative(double? value, Option option) =>
        value is { } number && !(number >= 0 && double.IsFinite(number))
            ? throw new UsageException($"{option.Name} {value}: give a number of at least 0.")
            : value;
}
