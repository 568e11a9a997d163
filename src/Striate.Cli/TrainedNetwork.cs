using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Cli;

/// <summary>A network out of a run folder or a file of weights, ready for use.</summary>
/// <param name="Network">The network, not learning.</param>
/// <param name="Description">What it is.</param>
/// <param name="HasNames">Whether the names of its classes are known; else they are numbered.</param>
/// <param name="Recipe">How it was trained; null for a file, which does not say it.</param>
internal sealed record TrainedNetwork(Module Network, NetworkDescription Description, bool HasNames, Recipe? Recipe)
{
    /// <summary>Names of the classes; null where they are not known.</summary>
    public IReadOnlyList<string>? Names => HasNames ? Description.Classes : null;

    /// <summary>What was made small in training, as far as it is known.</summary>
    public Loss Loss => (Recipe ?? new Recipe()).BuildLoss();

    /// <summary>The views of a picture that count.</summary>
    public TestViews Views => (Recipe ?? new Recipe()).BuildViews();

    /// <summary>How its pictures become numbers.</summary>
    public Normalize Normalize => new(Description.Mean, Description.Std);

    /// <summary>Loads the network of a run.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="best">The weights of the best epoch instead of the newest.</param>
    public static TrainedNetwork OfRun(string path, bool best)
    {
        RunFolder.Check(path);
        var description = NetworkDescription.Read(Path.Combine(path, "model.json"));
        var recipe = Recipe.Read(Path.Combine(path, "settings.json"));
        var weights = Path.Combine(path, best ? "best.safetensors" : "newest.safetensors");
        return File.Exists(weights)
            ? OfFile(weights, description, hasNames: true) with { Recipe = recipe }
            : throw new FileNotFoundException($"{path}: the run has stored no {(best ? "best " : "")}weights yet. Wait for the end of its first epoch.");
    }

    /// <summary>Loads a file of weights.</summary>
    /// <param name="path">The file, of any format.</param>
    /// <param name="description">The network that they belong to.</param>
    /// <param name="hasNames">Whether its classes have their names.</param>
    public static TrainedNetwork OfFile(string path, NetworkDescription description, bool hasNames)
    {
        var network = description.Build();
        Checkpoint.LoadWeights(network, path);
        network.Eval();
        return new TrainedNetwork(network, description, hasNames, Recipe: null);
    }

    /// <summary>A network of the library as it is before it has learned anything.</summary>
    /// <param name="description">Which one.</param>
    /// <param name="seed">Decides its weights.</param>
    /// <param name="hasNames">Whether its classes have their names.</param>
    public static TrainedNetwork Untrained(NetworkDescription description, ulong seed, bool hasNames)
    {
        var network = description.Build();
        network.Initialize(seed);
        network.Eval();
        return new TrainedNetwork(network, description, hasNames, Recipe: null);
    }

    /// <summary>Reads a picture file as the network expects it.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Shape [1, C, H, W].</returns>
    /// <exception cref="FileFormatException">It is no picture.</exception>
    public Tensor Prepare(string file) => Prepare(PictureFile.Read(file, Description.Input[0]), file);

    /// <summary>Brings a picture to what the network expects.</summary>
    /// <param name="picture">The picture, of as many channels as the network's.</param>
    /// <param name="file">Its file, for errors.</param>
    /// <returns>Shape [1, C, H, W].</returns>
    /// <exception cref="FileFormatException">There is no digit on it, for a network of digits.</exception>
    public Tensor Prepare(Picture picture, string file)
    {
        if (Description.IsLightOnBlack)
        {
            picture = DigitPhoto.Prepare(picture, file);
        }

        return Loaders.Evaluation(new PictureSet(file, [picture], [0], Description.Classes), Description).Epoch(0).First().Images.Clone();
    }

    /// <summary>Opens pictures to show to the network, whatever they are of: a data set, as to evaluate on; or the pictures of a folder, which then are one class.</summary>
    /// <param name="source">A name, a folder or a file.</param>
    /// <exception cref="FileFormatException">There are none, or a file is corrupt.</exception>
    public Dataset Pictures(string source)
    {
        if (!PictureFolder.HoldsPictures(source))
        {
            return DataSource.ForEvaluation(source, classes: null);
        }

        var folder = PictureFolder.OfOneClass(source, Description.Input[0]);
        return Description.IsLightOnBlack
            ? new PictureSet(folder.Name, [.. Enumerable.Range(0, folder.Count).Select(i => DigitPhoto.Prepare(folder.PictureOf(i), folder.FileOf(i)))], new int[folder.Count], folder.Classes)
            : folder;
    }
}
