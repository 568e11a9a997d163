using Striate.Training;

namespace Striate.Cli;

/// <summary>How each network is trained where the command line says nothing else.</summary>
internal static class DefaultRecipes
{
    /// <summary>The network of the main job: beyond 99% in one pass over the digits.</summary>
    public const string MainModel = "lenet5_wide";

    public static Recipe For(string model) => model switch
    {
        // Short memories of the gradient, a high rate, one cycle: what a single pass takes (the manner of tuomaso/train_mnist_fast).
        // The smoothing is worth a fifth of the mistakes.
        MainModel => new Recipe { Model = model, Epochs = 1, BatchSize = 128, LearningRate = 0.007, Beta1 = 0.7, Beta2 = 0.9, LabelSmoothing = 0.05 },
        "lenet5" => new Recipe(),
        "digitnet" => new Recipe { Model = model, Epochs = 9, BatchSize = 128, LearningRate = 0.005, Augment = "affine:10:0.08:0.9-1.1:5", LabelSmoothing = 0.05 },

        // The manner of arXiv:2404.00498, whose decay of 0.0153 for 1024 pictures is 0.00133 in the units here. Batches of a quarter of its size: on
        // processors they cost nothing, and four times as many steps are worth several points in a short run.
        "airbench" or "airbench_small" => new Recipe
        {
            Model = model,
            Epochs = 12,
            BatchSize = 256,
            Optimizer = "nesterov",
            LearningRate = 0.375,
            Momentum = 0.85,
            WeightDecay = 0.00133,
            Schedule = "linear",
            WarmUp = 2,
            LabelSmoothing = 0.2,
            Augment = "flip,crop:2:reflect",
            Views = "mirror-shift",
        },
        _ => new Recipe { Model = model, Epochs = 20, BatchSize = 64, Optimizer = "nesterov", LearningRate = 0.05, WeightDecay = 5e-4 },
    };

    /// <summary>How a network learns on from weights that it has.</summary>
    /// <param name="model">Name of the network.</param>
    /// <param name="optimizer">The optimiser that the user asks for, on which the rate depends; null for the usual one.</param>
    /// <param name="freeze">The parameters that stay as they are, "*" for all but a new last layer.</param>
    public static Recipe ForFineTuning(string model, string? optimizer, string? freeze)
    {
        // What is learned already, above all without batch normalisation, is lost in large steps: SqueezeNet ends at chance with adamw at 0.001 or
        // nesterov at 0.003. A last layer that is alone to learn bears larger ones of adamw. Small batches make many steps of few pictures.
        var isSgd = optimizer is "sgd" or "nesterov";
        return For(model) with
        {
            BatchSize = 16,
            Optimizer = optimizer ?? "adamw",
            LearningRate = isSgd ? 0.001 : freeze == "*" ? 0.003 : 0.0003,
            Momentum = 0.9,
            WeightDecay = isSgd ? 5e-4 : 0.01,
            Schedule = "one-cycle",
            WarmUp = 0,
        };
    }
}
