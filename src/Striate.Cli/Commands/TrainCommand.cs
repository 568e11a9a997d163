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
        var model = new Option<string>("--model") { Description = "Name of a network.", DefaultValueFactory = _ => DefaultRecipes.MainModel };
        var epochs = new Option<int?>("--epochs") { Description = "Passes over the training data." };
        var batch = new Option<int?>("--batch") { Description = "Images in a step." };
        var optimizer = new Option<string?>("--optimizer") { Description = string.Join(", ", Recipe.Optimizers) + "." };
        var learningRate = new Option<double?>("--lr") { Description = "Largest learning rate." };
        var momentum = new Option<double?>("--momentum") { Description = "Momentum of sgd, nesterov and rmsprop." };
        var beta1 = new Option<double?>("--beta1") { Description = "Share of the mean gradient that adam, adamw and lion take along." };
        var beta2 = new Option<double?>("--beta2") { Description = "Share of the mean square of the gradient that adam and adamw keep." };
        var weightDecay = new Option<double?>("--weight-decay") { Description = "Pull of every weight towards zero." };
        var schedule = new Option<string?>("--schedule") { Description = string.Join(", ", Recipe.Schedules) + "." };
        var warmUp = new Option<double?>("--warm-up") { Description = "Epochs of linear rise before cosine, linear, step or constant." };
        var smoothing = new Option<double?>("--label-smoothing") { Description = "Share of the target spread over all classes." };
        var augment = new Option<string?>("--augment") { Description = "Changes to the training pictures, as in \"crop:2,affine:10:0.1:0.9-1.1\"; \"none\" for none." };
        var views = new Option<string?>("--views") { Description = $"Views of each test picture whose mean counts once the training is over: {string.Join(", ", TestViews.All)}." };
        var size = new Option<int?>("--size") { Description = "Height and width to which the pictures of a folder are brought." };
        var patience = new Option<int?>("--patience") { Description = "Ends the run after so many epochs without a better test accuracy." };
        var seed = new Option<ulong?>("--seed") { Description = "Decides everything random." };
        var threads = new Option<int?>("--threads") { Description = "Threads that compute; results do not depend on it." };
        var output = new Option<string?>("--out") { Description = "Folder of the run; by default a new one under runs/." };
        var resume = new Option<string?>("--resume")
        {
            Description = "Goes on with a run that was stopped, bit for bit as if it had not been; --data then names the new place of its data.",
        };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object a line." };
        var quiet = new Option<bool>("--quiet") { Description = "Prints nothing but errors." };
        var command = new Command("train", "Trains a network; without options a wide LeNet-5 on MNIST.")
        {
            data, model, epochs, batch, optimizer, learningRate, momentum, beta1, beta2, weightDecay, schedule, warmUp, smoothing, augment, views, size, patience,
            seed, threads, output, resume, json, quiet,
        };
        (string Setting, Option Option)[] recipeOptions =
        [
            (nameof(Recipe.Data), data), (nameof(Recipe.Model), model), (nameof(Recipe.Epochs), epochs), (nameof(Recipe.BatchSize), batch),
            (nameof(Recipe.Optimizer), optimizer), (nameof(Recipe.LearningRate), learningRate), (nameof(Recipe.Momentum), momentum),
            (nameof(Recipe.Beta1), beta1), (nameof(Recipe.Beta2), beta2), (nameof(Recipe.WeightDecay), weightDecay), (nameof(Recipe.Schedule), schedule), (nameof(Recipe.WarmUp), warmUp),
            (nameof(Recipe.LabelSmoothing), smoothing), (nameof(Recipe.Augment), augment), (nameof(Recipe.Views), views), (nameof(Recipe.Size), size),
            (nameof(Recipe.Patience), patience), (nameof(Recipe.Seed), seed),
        ];
        command.SetAction(parsed =>
        {
            SetThreads(parsed.GetValue(threads));
            var display = new Display(parsed.GetValue(json), parsed.GetValue(quiet));
            if (parsed.GetValue(resume) is { } run)
            {
                var changed = recipeOptions.Select(o => o.Option).Except([epochs, data]).Append(output).FirstOrDefault(IsGiven);
                return changed is null
                    ? TrainingSession.Resume(run, parsed.GetValue(epochs), IsGiven(data) ? parsed.GetValue(data) : null, display)
                    : throw new UsageException($"--resume goes on with the settings of the run; leave out {changed.Name}.");
            }

            var named = Names.Model(parsed.GetValue(model)!);
            var start = DefaultRecipes.For(named.Name);
            var length = parsed.GetValue(epochs) ?? start.Epochs;
            var recipe = start with
            {
                Data = DataSource.Resolve(parsed.GetValue(data)!),
                Epochs = length,
                BatchSize = parsed.GetValue(batch) ?? start.BatchSize,
                Optimizer = parsed.GetValue(optimizer) is { } o ? Names.OneOf("optimizer", o, Recipe.Optimizers) : start.Optimizer,
                LearningRate = parsed.GetValue(learningRate) ?? start.LearningRate,
                Momentum = parsed.GetValue(momentum) ?? start.Momentum,
                Beta1 = parsed.GetValue(beta1) ?? start.Beta1,
                Beta2 = parsed.GetValue(beta2) ?? start.Beta2,
                WeightDecay = parsed.GetValue(weightDecay) ?? start.WeightDecay,
                Schedule = parsed.GetValue(schedule) is { } s ? Names.OneOf("schedule", s, Recipe.Schedules) : start.Schedule,

                // The rise belongs to the schedule, and is as large a part of a longer or shorter run.
                WarmUp = parsed.GetValue(warmUp) ?? (IsGiven(schedule) ? 0 : start.WarmUp * length / start.Epochs),
                LabelSmoothing = parsed.GetValue(smoothing) ?? start.LabelSmoothing,
                Augment = parsed.GetValue(augment) switch { null => start.Augment, "none" => "", var text => text },
                Views = parsed.GetValue(views) is { } v ? Names.OneOf("set of views", v, [.. TestViews.All.Select(known => known.Name)]) : start.Views,
                Size = parsed.GetValue(size) ?? start.Size,
                Patience = parsed.GetValue(patience) ?? start.Patience,
                Seed = parsed.GetValue(seed) ?? start.Seed,
            };
            if (recipe.FindMistake() is { } mistake)
            {
                throw new UsageException($"{recipeOptions.First(o => o.Setting == mistake.Setting).Option.Name} {mistake.Value}: {mistake.Advice}");
            }

            return TrainingSession.Start(recipe, FolderName(parsed.GetValue(output), output), display);

            bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
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

    private static string? FolderName(string? value, Option option) =>
        value is not null && string.IsNullOrWhiteSpace(value) ? throw new UsageException($"{option.Name} '{value}': give the name of a folder.") : value;
}
