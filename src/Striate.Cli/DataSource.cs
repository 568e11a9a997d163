using Striate.Data;
using Striate.Imaging;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Cli;

/// <summary>The data that a name, a folder or a file stands for.</summary>
/// <param name="Train">What to learn from.</param>
/// <param name="Test">What to evaluate on.</param>
/// <param name="IsLightOnBlack">Whether its pictures are light strokes on black, as MNIST's are.</param>
internal sealed record DataSource(Dataset Train, Dataset Test, bool IsLightOnBlack)
{
    /// <summary>Data sets with a name.</summary>
    public static readonly IReadOnlyList<string> Known = [.. DatasetCatalog.All.Select(info => info.Name)];

    /// <summary>The name as it is known, or the full path of a folder or file, so that it means the same wherever a run goes on.</summary>
    /// <exception cref="UsageException">There is neither.</exception>
    public static string Resolve(string nameOrPath) => Find(nameOrPath) ?? throw new UsageException(
        $"There is no data set or folder '{nameOrPath}'. {Suggestion.For(nameOrPath, [.. Known])} Or give a folder with one folder of pictures for each class.");

    /// <summary>Opens the data: a public data set that was fetched, or whatever lies in a folder or file.</summary>
    public static DataSource Open(string nameOrPath, ulong seed)
    {
        var data = Resolve(nameOrPath);
        var (info, place) = PlaceOf(data);
        var (train, test) = info is null ? PictureData.Open(place, seed) : PictureData.OpenPublic(info, place);
        return new DataSource(NotEmpty(data, train), NotEmpty(data, test), IsLightOnBlack: Mnist.IsIn(place) || Emnist.IsIn(place));
    }

    /// <summary>Where a public data set is: in the cache folder; of MNIST, a folder data/mnist comes first. Null where it was not fetched.</summary>
    public static string? FolderOf(DatasetInfo info, DataCache cache)
    {
        try
        {
            return info.Name == "mnist" ? Mnist.FindFolder() : cache.Find(info);
        }
        catch (FileFormatException)
        {
            return cache.Find(info);
        }
    }

    /// <summary>Whether a name or a path means the digits of MNIST.</summary>
    public static bool IsMnist(string nameOrPath) =>
        Find(nameOrPath) is { } data && (data == "mnist" || data == FolderOf(DatasetCatalog.Find("mnist")!, new DataCache()));

    /// <summary>Whether a public data set was fetched.</summary>
    /// <param name="name">Its name.</param>
    public static bool IsHere(string name) => DatasetCatalog.Find(name) is { } info && FolderOf(info, new DataCache()) is not null;

    /// <summary>Opens the data that a run was trained on, with the classes that it knows.</summary>
    /// <exception cref="FileFormatException">The data are no longer there, or have other classes.</exception>
    public static DataSource OfRun(Recipe recipe, IReadOnlyList<string> classes)
    {
        var data = Find(recipe.Data)
            ?? throw new FileFormatException(recipe.Data, "the data of the run are no longer there", "Put them back, or name their new place with --data");
        var source = Open(data, recipe.Seed);
        CheckClasses(source.Test, classes);
        return source;
    }

    /// <summary>Opens data to evaluate on: the part for testing where there is one, else all of it.</summary>
    /// <param name="nameOrPath">A name or a folder.</param>
    /// <param name="classes">What the network knows; the data may lack some of them. Null where it has numbers and no names.</param>
    public static Dataset ForEvaluation(string nameOrPath, IReadOnlyList<string>? classes)
    {
        var data = Resolve(nameOrPath);
        var (info, place) = PlaceOf(data);
        var test = info is null ? PictureData.OpenTest(place, classes) : PictureData.OpenPublicTest(info, place);
        CheckClasses(test, classes ?? test.Classes);
        return NotEmpty(data, test);
    }

    private static string? Find(string nameOrPath) =>
        DatasetCatalog.Find(nameOrPath)?.Name ?? (Path.Exists(nameOrPath) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(nameOrPath)) : null);

    private static (DatasetInfo? Info, string Place) PlaceOf(string data)
    {
        if (DatasetCatalog.Find(data) is not { } info)
        {
            return (null, data);
        }

        return FolderOf(info, new DataCache()) is { } folder
            ? (info, folder)
            : throw new FileFormatException(info.Name, "the data set is not here yet", $"Fetch it: {Invocation.Of($"data get {info.Name}")}");
    }

    private static Dataset NotEmpty(string data, Dataset part) => part.Count > 0
        ? part
        : throw new FileFormatException(data, $"{part.Name} has no pictures", "Name data with pictures to train on and to test with");

    private static void CheckClasses(Dataset data, IReadOnlyList<string> classes)
    {
        if (!data.Classes.SequenceEqual(classes))
        {
            throw new FileFormatException(data.Name, $"the classes are {Some(data.Classes)}, and the network knows {Some(classes)}", "Take data with the same classes");
        }
    }

    private static string Some(IReadOnlyList<string> names) => string.Join(", ", names.Take(3)) + (names.Count > 3 ? ", …" : "");
}
