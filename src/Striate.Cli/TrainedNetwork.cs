using Striate.Networks;
using Striate.Training;

namespace Striate.Cli;

/// <summary>A network out of a run folder, ready for use.</summary>
/// <param name="Network">The network, not learning.</param>
/// <param name="Description">What it is.</param>
/// <param name="Recipe">How it was trained.</param>
internal sealed record TrainedNetwork(Module Network, NetworkDescription Description, Recipe Recipe)
{
    public static TrainedNetwork Load(string path, bool best)
    {
        RunFolder.Check(path);
        var description = NetworkDescription.Read(Path.Combine(path, "model.json"));
        var recipe = Recipe.Read(Path.Combine(path, "settings.json"));
        var weights = Path.Combine(path, best ? "best.safetensors" : "newest.safetensors");
        if (!File.Exists(weights))
        {
            throw new FileNotFoundException($"{path}: the run has stored no {(best ? "best " : "")}weights yet. Wait for the end of its first epoch.");
        }

        var network = description.Build();
        Checkpoint.LoadWeights(network, weights);
        network.Eval();
        return new TrainedNetwork(network, description, recipe);
    }
}
