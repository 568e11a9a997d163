using Striate.Data;
using Striate.Imaging;

namespace Striate.Cli;

/// <summary>The data that a name or a folder stands for.</summary>
/// <param name="Train">What to learn from.</param>
/// <param name="Test">What to evaluate on.</param>
internal sealed record DataSource(Dataset Train, Dataset Test)
{
    /// <summary>Data sets with a name.</summary>
    public static readonly IReadOnlyList<string> Known = ["mnist"];

    /// <summary>The name as it is known, or the full path of a folder, so that it means the same wherever a run goes on.</summary>
    /// <exception cref="UsageException">There is neither.</exception>
    public static string Resolve(string nameOrFolder) =>
        Known.FirstOrDefault(name => name.Equals(nameOrFolder, StringComparison.OrdinalIgnoreCase))
        ?? (Directory.Exists(nameOrFolder)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(nameOrFolder))
            : throw new UsageException(
                $"There is no data set or folder '{nameOrFolder}'. {Suggestion.For(nameOrFolder, [.. Known])} Or give a folder with one folder of pictures for each class."));

    /// <summary>Opens the data: a name, a folder of MNIST's four files, or a folder of pictures.</summary>
    public static DataSource Open(string nameOrFolder, ulong seed)
    {
        var data = Resolve(nameOrFolder);
        if (data == "mnist")
        {
            return new DataSource(Mnist.Train(), Mnist.Test());
        }

        if (Mnist.IsIn(data))
        {
            return new DataSource(Mnist.Train(data), Mnist.Test(data));
        }

        var (train, test) = PictureFolder.Open(data, seed);
        return new DataSource(train, test);
    }
}
