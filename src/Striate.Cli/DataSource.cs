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

    public static DataSource Open(string nameOrFolder, ulong seed)
    {
        if (nameOrFolder.Equals("mnist", StringComparison.OrdinalIgnoreCase))
        {
            return new DataSource(Mnist.Train(), Mnist.Test());
        }

        if (!Directory.Exists(nameOrFolder))
        {
            throw new UsageException(
                $"There is no data set or folder '{nameOrFolder}'. {Suggestion.For(nameOrFolder, [.. Known])} Or give a folder with one folder of pictures for each class.");
        }

        var (train, test) = PictureFolder.Open(nameOrFolder, seed);
        return new DataSource(train, test);
    }
}
