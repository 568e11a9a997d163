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
        var data = new Option<string>("--data") { Description = "Data set (mnist; others by striate data get), or a folder or file of data, such as one with a folder of pictures for each class.", DefaultValueFactory = _ => defaults.Data };
        var model = new Option<string>("--model") { Description = "Name of a network; with --from by default that of the weights.", DefaultValueFactory = _ => DefaultRecipes.MainModel };
        var from = new Option<string?>("--from") { Description = "Weights to start from: a safetensors, .pt, .pth, .npz or .npy file, or a run folder." };
        var freeze = new Option<string?>("--freeze") { Description = "Parameters that stay as they are, as in \"conv1.*,layer1.*\"; \"*\" leaves a new last layer alone to learn." };
        var head = new Option<int?>("--head") { Description = "Starts the last layer anew, for so many classes; by default only where it does not fit." };
        var normalize = new Option<string?>("--normalize") { Description = $"With --from: how the pictures of the weights were normalised, as {Normalization.Usage}; by default as their run says, else imagenet for colour and mnist for grey." };
        var epochs = new Option<int?>("--epochs") { Description = "Passes over the training data." };
        var batch = new Option<int?>("--batch") { Description = "Images in a step; by default the network's own, with --from 16." };
        var optimizer = new Option<string?>("--optimizer") { Description = $"{string.Join(", ", Recipe.Optimizers)}; by default the network's own, with --from adamw." };
        var learningRate = new Option<double?>("--lr") { Description = "Largest learning rate; by default the network's own, with --from 0.0003, with --freeze \"*\" 0.003, of sgd and nesterov 0.001." };
        var momentum = new Option<double?>("--momentum") { Description = "Momentum of sgd, nesterov, rmsprop and muon." };
        var beta1 = new Option<double?>("--beta1") { Description = "Share of the mean gradient that adam, adamw and lion take along." };
        var beta2 = new Option<double?>("--beta2") { Description = "Share of the mean square of the gradient that adam and adamw keep." };
        var weightDecay = new Option<double?>("--weight-decay") { Description = "Pull of every weight towards zero." };
        var schedule = new Option<string?>("--schedule") { Description = string.Join(", ", Recipe.Schedules) + "." };
        var warmUp = new Option<double?>("--warm-up") { Description = "Epochs of linear rise before a schedule other than one-cycle." };
        var clip = new Option<double?>("--clip") { Description = "Largest norm of a step's gradient." };
        var accumulate = new Option<int?>("--accumulate") { Description = "Batches whose gradients are summed for one step." };
        var average = new Option<double?>("--ema") { Description = "Uses a running mean of the weights, of which this share is kept in a step, as in 0.999." };
        var smoothing = new Option<double?>("--label-smoothing") { Description = "Share of the target spread over all classes." };
        var balance = new Option<bool>("--balance") { Description = "Gives every class the same share of an epoch, where some have fewer pictures than others." };
        var augment = new Option<string?>("--augment") { Description = "Changes to the training pictures, as in \"crop:2,affine:10:0.1:0.9-1.1\"; \"none\" for none." };
        var mix = new Option<string?>("--mix") { Description = "Mixes the training pictures of a batch in pairs, as in \"mixup:0.2\" or \"mixup:0.2,cutmix:1\" (one of them by lot); \"none\" for not at all." };
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
            data, model, from, freeze, head, normalize, epochs, batch, optimizer, learningRate, momentum, beta1, beta2, weightDecay, schedule, warmUp, clip, accumulate, average,
            smoothing, balance, augment, mix, views, size, patience, seed, threads, output, resume, json, quiet,
        };
        (string Setting, Option Option)[] recipeOptions =
        [
            (nameof(Recipe.Data), data), (nameof(Recipe.Model), model), (nameof(Recipe.From), from), (nameof(Recipe.Freeze), freeze), (nameof(Recipe.Head), head),
            (nameof(Recipe.Epochs), epochs), (nameof(Recipe.BatchSize), batch),
            (nameof(Recipe.Optimizer), optimizer), (nameof(Recipe.LearningRate), learningRate), (nameof(Recipe.Momentum), momentum),
            (nameof(Recipe.Beta1), beta1), (nameof(Recipe.Beta2), beta2), (nameof(Recipe.WeightDecay), weightDecay), (nameof(Recipe.Schedule), schedule), (nameof(Recipe.WarmUp), warmUp),
            (nameof(Recipe.MaxGradientNorm), clip), (nameof(Recipe.BatchesInStep), accumulate), (nameof(Recipe.AverageDecay), average),
            (nameof(Recipe.LabelSmoothing), smoothing), (nameof(Recipe.Balance), balance), (nameof(Recipe.Augment), augment), (nameof(Recipe.Mix), mix), (nameof(Recipe.Views), views), (nameof(Recipe.Size), size),
            (nameof(Recipe.Patience), patience), (nameof(Recipe.Seed), seed),
        ];
        command.SetAction(parsed =>
        {
            SetThreads(parsed.GetValue(threads));
            var display = new Display(parsed.GetValue(json), parsed.GetValue(quiet));
            if (parsed.GetValue(resume) is { } run)
            {
                var changed = recipeOptions.Select(o => o.Option).Except([epochs, data]).Append(normalize).Append(output).FirstOrDefault(IsGiven);
                return changed is null
                    ? TrainingSession.Resume(run, parsed.GetValue(epochs), IsGiven(data) ? parsed.GetValue(data) : null, display)
                    : throw new UsageException($"--resume goes on with the settings of the run; leave out {changed.Name}.");
            }

            var origin = parsed.GetValue(from) is { } weights ? WeightsOrigin.Find(weights) : null;
            var named = Names.Classifier(origin?.Network(IsGiven(model) ? parsed.GetValue(model) : null) ?? parsed.GetValue(model)!);
            if (origin is null && IsGiven(normalize))
            {
                throw new UsageException("--normalize is for weights from elsewhere, and a network that starts anew takes the mean and deviation of its data; leave it out, or give --from.");
            }

            var optimizerName = parsed.GetValue(optimizer) is { } o ? Names.OneOf("optimizer", o, Recipe.Optimizers) : null;
            var start = origin is null ? DefaultRecipes.For(named.Name) : DefaultRecipes.ForFineTuning(named.Name, optimizerName, parsed.GetValue(freeze));
            var length = parsed.GetValue(epochs) ?? start.Epochs;
            var recipe = start with
            {
                Data = DataSource.Resolve(parsed.GetValue(data)!),
                From = origin?.File ?? "",
                Freeze = parsed.GetValue(freeze) ?? "",
                Head = parsed.GetValue(head) switch
                {
                    null => 0,
                    0 => throw new UsageException("--head 0: give the number of classes, or leave it out."),
                    { } outputs => outputs,
                },
                Epochs = length,
                BatchSize = parsed.GetValue(batch) ?? start.BatchSize,
                Optimizer = optimizerName ?? start.Optimizer,
                LearningRate = parsed.GetValue(learningRate) ?? start.LearningRate,
                Momentum = parsed.GetValue(momentum) ?? start.Momentum,
                Beta1 = parsed.GetValue(beta1) ?? start.Beta1,
                Beta2 = parsed.GetValue(beta2) ?? start.Beta2,
                WeightDecay = parsed.GetValue(weightDecay) ?? start.WeightDecay,
                Schedule = parsed.GetValue(schedule) is { } s ? Names.OneOf("schedule", s, Recipe.Schedules) : start.Schedule,

                // The rise belongs to the schedule, and is as large a part of a longer or shorter run.
                WarmUp = parsed.GetValue(warmUp) ?? (IsGiven(schedule) ? 0 : start.WarmUp * length / start.Epochs),
                MaxGradientNorm = parsed.GetValue(clip) ?? start.MaxGradientNorm,
                BatchesInStep = parsed.GetValue(accumulate) ?? start.BatchesInStep,
                AverageDecay = parsed.GetValue(average) ?? start.AverageDecay,
                LabelSmoothing = parsed.GetValue(smoothing) ?? start.LabelSmoothing,
                Balance = parsed.GetValue(balance),
                Augment = parsed.GetValue(augment) switch { null => start.Augment, "none" => "", var text => text },
                Mix = parsed.GetValue(mix) switch { null => start.Mix, "none" => "", var text => text },
                Views = parsed.GetValue(views) is { } v ? Names.OneOf("set of views", v, [.. TestViews.All.Select(known => known.Name)]) : start.Views,
                Size = parsed.GetValue(size) ?? start.Size,
                Patience = parsed.GetValue(patience) ?? start.Patience,
                Seed = parsed.GetValue(seed) ?? start.Seed,
            };
            if (recipe.FindMistake() is { } mistake)
            {
                throw new UsageException($"{recipeOptions.First(o => o.Setting == mistake.Setting).Option.Name} {mistake.Value}: {mistake.Advice}");
            }

            return TrainingSession.Start(recipe, parsed.GetValue(normalize), parsed.GetValue(output), display);

            bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
        });
        return command;
    }

    /// <summary>Sets the number of threads that compute.</summary>
    public static void SetThreads(int? threads)
    {
        if (threads is { } count)
        {
            Workers.Count = count is >= 1 and <= Workers.MostCount
                ? count
                : throw new UsageException($"--threads {count}: give a number from 1 to {Workers.MostCount}.");
        }
    }
}
