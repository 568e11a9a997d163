using Striate.Training;

namespace Striate.Cli;

/// <summary>How each network is trained where the command line says nothing else.</summary>
internal static class DefaultRecipes
{
    public static Recipe For(string model) => model switch
    {
        "lenet5" => new Recipe(),
        "digitnet" => new Recipe { Model = model, Epochs = 9, BatchSize = 128, LearningRate = 0.005, Augment = "affine:10:0.08:0.9-1.1:5", LabelSmoothing = 0.05 },
        _ => new Recipe { Model = model, Epochs = 20, BatchSize = 64, Optimizer = "nesterov", LearningRate = 0.05, WeightDecay = 5e-4 },
    };
}
