using System.Text.Json;
using System.Text.Json.Serialization;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Training;

/// <summary>
/// How a network is trained, as data: what the command line says, what a run folder stores, what a resumed run reads. The
/// defaults take LeNet-5 beyond 99% on MNIST.
/// </summary>
public sealed partial record Recipe
{
    /// <summary>Names of the optimisers.</summary>
    public static readonly IReadOnlyList<string> Optimizers = ["sgd", "nesterov", "adam", "adamw", "rmsprop", "adagrad", "adadelta", "lion", "muon"];

    /// <summary>Names of the schedules.</summary>
    public static readonly IReadOnlyList<string> Schedules =
    [
        "one-cycle", "cosine", "cosine-restarts", "linear", "polynomial", "exponential", "step", "multi-step", "cyclic", "plateau", "constant",
    ];

    /// <summary>A name of <see cref="ModelCatalog"/>.</summary>
    public string Model { get; init; } = "lenet5";

    /// <summary>The data set: a name or a folder.</summary>
    public string Data { get; init; } = "mnist";

    /// <summary>A file with the weights to start from; empty to draw them. See <see cref="FineTuning"/>.</summary>
    public string From { get; init; } = "";

    /// <summary>Names of parameters that stay as they are, as <see cref="Freezing.Freeze"/> reads them; empty for none.</summary>
    public string Freeze { get; init; } = "";

    /// <summary>Outputs of a last layer that starts anew, as many as there are classes; 0 where it starts from <see cref="From"/> too.</summary>
    public int Head { get; init; }

    /// <summary>Passes over the training data.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Images in a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>One of <see cref="Optimizers"/>.</summary>
    public string Optimizer { get; init; } = "adamw";

    /// <summary>The largest learning rate.</summary>
    public double LearningRate { get; init; } = 0.003;

    /// <summary>Momentum of sgd, nesterov, rmsprop and muon.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Share of the mean gradient that adam and adamw keep from step to step, and that goes into the direction of lion.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the mean square of the gradient that adam and adamw keep from step to step, and of the mean gradient that lion keeps.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Pull of every weight towards zero.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>One of <see cref="Schedules"/>.</summary>
    public string Schedule { get; init; } = "one-cycle";

    /// <summary>Epochs of linear rise before a schedule other than one-cycle, which has its own.</summary>
    public double WarmUp { get; init; }

    /// <summary>The largest norm of a step's gradient; 0 for none.</summary>
    public double MaxGradientNorm { get; init; }

    /// <summary>Batches whose gradients are summed for one step.</summary>
    public int BatchesInStep { get; init; } = 1;

    /// <summary>Share of the running mean of the weights that is kept in a step, of which the result then consists; 0 for the weights themselves.</summary>
    public double AverageDecay { get; init; }

    /// <summary>Share of the target that is spread over all classes.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Whether every class has the same share of an epoch (<see cref="Data.DataLoaderOptions.Balance"/>).</summary>
    public bool Balance { get; init; }

    /// <summary>Changes to the training pictures, as in "crop:2,affine:10"; empty for none.</summary>
    public string Augment { get; init; } = "";

    /// <summary>How the pictures of a batch are mixed in training, as in "mixup:0.2,cutmix:1"; empty for not at all.</summary>
    public string Mix { get; init; } = "";

    /// <summary>The views of each test picture that count once the training is over, a name of <see cref="TestViews"/>.</summary>
    public string Views { get; init; } = "one";

    /// <summary>Height and width to which pictures of a folder are brought; 0 for their own.</summary>
    public int Size { get; init; }

    /// <summary>Epochs without a better test accuracy after which the run ends; 0 for never.</summary>
    public int Patience { get; init; }

    /// <summary>Decides first weights, order, augmentation and dropout.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Reads a recipe.</summary>
    /// <param name="path">A JSON file.</param>
    /// <exception cref="FileFormatException">The file cannot be read, is no recipe, or holds a setting that makes no sense.</exception>
    public static Recipe Read(string path)
    {
        const string Todo = "Restore the file or start a new run.";
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var isObject = json.RootElement.ValueKind == JsonValueKind.Object;
            var missing = RecipeJson.Default.Recipe.Properties.Select(p => p.Name).Where(name => !isObject || !IsIn(json.RootElement, name)).ToList();
            if (missing.Count > 0)
            {
                throw new FileFormatException(path, $"lacks settings of a recipe: {string.Join(", ", missing)}", Todo);
            }

            var recipe = json.RootElement.Deserialize(RecipeJson.Default.Recipe)!;
            return recipe.FindMistake() is { } mistake
                ? throw new FileFormatException(path, $"{JsonNamingPolicy.CamelCase.ConvertName(mistake.Setting)} {mistake.Value}: {mistake.Advice}", Todo)
                : recipe;
        }
        catch (JsonException error)
        {
            throw new FileFormatException(path, $"is no valid recipe (line {error.LineNumber + 1})", Todo);
        }
        catch (Exception error) when (error is IOException and not FileFormatException or UnauthorizedAccessException)
        {
            throw new FileFormatException(path, "the file cannot be read", "Check that it exists and that you may read it", error);
        }
    }

    /// <summary>Writes the recipe.</summary>
    /// <param name="path">The file, replaced as a whole.</param>
    public void Write(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, RecipeJson.Default.Recipe));

    /// <summary>Builds the trainer of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batches">Batches of an epoch.</param>
    /// <exception cref="ArgumentException">A setting makes no sense (<see cref="FindMistake"/>).</exception>
    public Trainer BuildTrainer(Module network, int batches)
    {
        if (FindMistake() is { } mistake)
        {
            throw new ArgumentException($"{mistake.Setting} {mistake.Value}: {mistake.Advice}");
        }

        var trainer = new Trainer(network, BuildLoss(), BuildOptimizer(network), BuildSchedule((batches + BatchesInStep - 1) / BatchesInStep), Seed)
        {
            BatchesInStep = BatchesInStep,
            MaxGradientNorm = MaxGradientNorm > 0 ? MaxGradientNorm : null,
            Average = AverageDecay > 0 ? new WeightAverage(network, AverageDecay) : null,
        };
        if (Schedule == "plateau")
        {
            // A tenth of the rate after a tenth of the run without a better score.
            trainer.Callbacks.Add(new ReduceOnPlateau(patience: Math.Max(1, Epochs / 10)));
        }

        return trainer;
    }

    /// <summary>Builds the loss.</summary>
    public Loss BuildLoss() => new CrossEntropyLoss(LabelSmoothing);

    /// <summary>Finds the views.</summary>
    public TestViews BuildViews() => TestViews.Find(Views) ?? throw new ArgumentException($"There are no views '{Views}'.");

    private static bool IsIn(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private Optimizer BuildOptimizer(Module network) => Optimizer switch
    {
        "sgd" => new Sgd(network, LearningRate, Momentum, weightDecay: WeightDecay),
        "nesterov" => new Sgd(network, LearningRate, Momentum, nesterov: true, weightDecay: WeightDecay),
        "adam" => new Adam(network, LearningRate, Beta1, Beta2, weightDecay: WeightDecay),
        "rmsprop" => new RmsProp(network, LearningRate, momentum: Momentum, weightDecay: WeightDecay),
        "adagrad" => new Adagrad(network, LearningRate, weightDecay: WeightDecay),
        "adadelta" => new Adadelta(network, LearningRate, weightDecay: WeightDecay),
        "lion" => new Lion(network, LearningRate, Beta1, Beta2, WeightDecay),
        "muon" => new Muon(network, LearningRate, Momentum, weightDecay: WeightDecay),
        _ => new AdamW(network, LearningRate, Beta1, Beta2, weightDecay: WeightDecay),
    };

    private Schedule BuildSchedule(int stepsInEpoch)
    {
        var warmUp = (int)(WarmUp * stepsInEpoch);
        var steps = (Epochs * stepsInEpoch) - warmUp;
        return Schedule switch
        {
            "one-cycle" => new OneCycleSchedule(LearningRate, Epochs * stepsInEpoch),
            "cosine" => new CosineSchedule(LearningRate, steps).WithWarmUp(warmUp),

            // Three falls, each twice as long as the one before.
            "cosine-restarts" => new CosineRestartSchedule(LearningRate, (steps + 6) / 7, growth: 2).WithWarmUp(warmUp),
            "linear" => new LinearSchedule(LearningRate, steps).WithWarmUp(warmUp),
            "polynomial" => new PolynomialSchedule(LearningRate, steps).WithWarmUp(warmUp),

            // To a hundredth over the run.
            "exponential" => new ExponentialSchedule(LearningRate, 0.01, steps).WithWarmUp(warmUp),

            // As the residual networks were trained on CIFAR: a tenth at half of the run, and again at three quarters.
            "multi-step" => new MultiStepSchedule(LearningRate, [steps / 2, steps * 3 / 4]).WithWarmUp(warmUp),
            "step" => new StepSchedule(LearningRate, Math.Max(1, (steps + 2) / 3)).WithWarmUp(warmUp),

            // Three times up from a tenth of the rate and back.
            "cyclic" => new CyclicSchedule(LearningRate / 10, LearningRate, Math.Max(1, (steps + 5) / 6)).WithWarmUp(warmUp),
            _ => new ConstantSchedule(LearningRate).WithWarmUp(warmUp),
        };
    }
}

/// <summary>Reading and writing without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Recipe))]
internal sealed partial class RecipeJson : JsonSerializerContext;
