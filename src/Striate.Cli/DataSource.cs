using Striate.Data;
using Striate.Imaging;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Cli;

/// <summary>The data that a name or a folder stands for.</summary>
/// <param name="Train">What to learn from.</param>
/// <param name="Test">What to evaluate on.</param>
/// <param name="IsLightOnBlack">Whether its pictures are light strokes on black, as MNIST's are.</param>
internal sealed record DataSource(Dataset Train, Dataset Test, bool IsLightOnBlack)
{
    /// <summary>Data sets with a name.</summary>
    public static readonly IReadOnlyList<string> Known = ["mnist"];

    /// <summary>The name as it is known, or the full path of a folder, so that it means the same wherever a run goes on.</summary>
    /// <exception cref="UsageException">There is neither.</exception>
    public static string Resolve(string nameOrFolder) => Find(nameOrFolder) ?? throw new UsageException(
        $"There is no data set or folder '{nameOrFolder}'. {Suggestion.For(nameOrFolder, [.. Known])} Or give a folder with one folder of pictures for each class.");

    /// <summary>Opens the data: a name, a folder of MNIST's four files or of CIFAR-10's six, or a folder of pictures.</summary>
    public static DataSource Open(string nameOrFolder, ulong seed)
    {
        var data = Resolve(nameOrFolder);
        if (MnistFolder(data) is { } folder)
        {
            return new DataSource(NotEmpty(data, Mnist.Train(folder)), NotEmpty(data, Mnist.Test(folder)), IsLightOnBlack: true);
        }

        if (Cifar10.IsIn(data))
        {
            return new DataSource(NotEmpty(data, Cifar10.Train(data)), NotEmpty(data, Cifar10.Test(data)), IsLightOnBlack: false);
        }

        var (train, test) = PictureFolder.Open(data, seed);
        return new DataSource(NotEmpty(data, train), NotEmpty(data, test), IsLightOnBlack: false);
    }

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
    /// <param name="nameOrFolder">A name or a folder.</param>
    /// <param name="classes">What the network knows; the data may lack some of them.</param>
    public static Dataset ForEvaluation(string nameOrFolder, IReadOnlyList<string> classes)
    {
        var data = Resolve(nameOrFolder);
        Dataset test = MnistFolder(data) is { } folder ? Mnist.Test(folder) : Cifar10.IsIn(data) ? Cifar10.Test(data) : PictureFolder.OpenTest(data, classes);
        CheckClasses(test, classes);
        return NotEmpty(data, test);
    }

    private static string? Find(string nameOrFolder) =>
        Known.FirstOrDefault(name => name.Equals(nameOrFolder, StringComparison.OrdinalIgnoreCase))
        ?? (Directory.Exists(nameOrFolder) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(nameOrFolder)) : null);

    private static string? MnistFolder(string data) => data == "mnist" ? Mnist.FindFolder() : Mnist.IsIn(data) ? data : null;

    private static Dataset NotEmpty(string data, Dataset part) => part.Count > 0
        ? part
        : throw new FileFormatException(data, $"{part.Name} has no pictures", "Choose another data set");

    private static void CheckClasses(Dataset data, IReadOnlyList<string> classes)
    {
        if (!data.Classes.SequenceEqual(classes))
        {
            throw new FileFormatException(data.Name, $"the classes are {Some(data.Classes)}, and the network knows {Some(classes)}", "Take data with the same classes");
        }
    }

    private static string Some(IReadOnlyList<string> names) => string.Join(", ", names.Take(3)) + (names.Count > 3 ? ", …" : "");
}
