using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// The MNIST handwritten digits: 60,000 to train on and 10,000 to test with, 28 x 28 grey pixels, white ink on black.
/// Data in the same four files, such as Fashion-MNIST, is read in the same way.
/// LeCun, Bottou, Bengio and Haffner, Proceedings of the IEEE, 1998.
/// </summary>
public static class Mnist
{
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>The digits to train on.</summary>
    /// <param name="folder">Where the four files are; null looks for data/mnist (<see cref="FindFolder"/>).</param>
    /// <exception cref="FileFormatException">A file is missing, corrupt, or does not fit the other.</exception>
    public static PictureSet Train(string? folder = null) => Read(folder ?? FindFolder(), "train", "mnist train");

    /// <summary>The digits to test with.</summary>
    /// <param name="folder">Where the four files are; null looks for data/mnist (<see cref="FindFolder"/>).</param>
    /// <exception cref="FileFormatException">A file is missing, corrupt, or does not fit the other.</exception>
    public static PictureSet Test(string? folder = null) => Read(folder ?? FindFolder(), "t10k", "mnist test");

    /// <summary>Whether a folder holds files named as those of MNIST.</summary>
    /// <param name="folder">Any folder.</param>
    public static bool IsIn(string folder) => IdxPair.Find(folder, "train-images-idx3-ubyte") is not null;

    /// <summary>The nearest folder data/mnist, upwards from the current directory, then from the program's own.</summary>
    /// <exception cref="FileFormatException">There is none.</exception>
    public static string FindFolder()
    {
        string[] starts = [Environment.CurrentDirectory, AppContext.BaseDirectory];
        foreach (var start in starts)
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                var folder = Path.Combine(at.FullName, "data", "mnist");
                if (IsIn(folder))
                {
                    return folder;
                }
            }
        }

        throw new FileFormatException(
            Path.Combine("data", "mnist"),
            $"no folder of this name with train-images-idx3-ubyte.gz in it, neither upwards from {starts[0]} nor from {starts[1]}",
            "Run inside the repository, or name the folder that holds the four files");
    }

    private static PictureSet Read(string folder, string part, string name) =>
        new IdxPair(folder, part, "Name the folder that holds the four files of MNIST").Read(name, Digits);
}
