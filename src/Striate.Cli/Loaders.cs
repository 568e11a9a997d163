using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Cli;

/// <summary>The batches of a run.</summary>
/// <param name="Train">Shuffled and augmented.</param>
/// <param name="Test">As they are.</param>
internal sealed record Loaders(DataLoader Train, DataLoader Test)
{
    private const int EvaluationBatch = 250;

    public static Loaders Create(Recipe recipe, NetworkDescription description, DataSource data)
    {
        var train = Options(description) with
        {
            Shuffle = true,
            Seed = recipe.Seed,
            Balance = recipe.Balance,
            Augmentation = AugmentationText.Parse(recipe.Augment),
            Mixing = MixingText.Parse(recipe.Mix),

            // Batch normalisation learns nothing from a last batch of one picture, and may fail on it.
            DropLast = data.Train.Count > recipe.BatchSize && data.Train.Count % recipe.BatchSize == 1,
        };
        return new Loaders(new DataLoader(data.Train, recipe.BatchSize, train), Evaluation(data.Test, description));
    }

    /// <summary>Batches to evaluate on, prepared as the network expects them.</summary>
    public static DataLoader Evaluation(Dataset data, NetworkDescription description) => new(data, EvaluationBatch, Options(description));

    /// <summary>Some of the training images, from all over the set, prepared as the network expects them and not augmented.</summary>
    public static Tensor SomeImages(Dataset data, NetworkDescription description, int most)
    {
        var some = data.FromAllOver(most);
        return new DataLoader(some, some.Count, Options(description)).Epoch(0).First().Images.Clone();
    }

    private static DataLoaderOptions Options(NetworkDescription description) => new()
    {
        Normalize = new Normalize(description.Mean, description.Std),
        Size = (description.Input[1], description.Input[2]),
        Channels = description.Input[0],
    };
}
