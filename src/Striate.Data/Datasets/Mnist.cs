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
    public static bool IsIn(string folder) => Find(folder, "train-images-idx3-ubyte") is not null;

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

    private static PictureSet Read(string folder, string part, string name)
    {
        var imagesPath = FindOrThrow(folder, $"{part}-images-idx3-ubyte");
        var labelsPath = FindOrThrow(folder, $"{part}-labels-idx1-ubyte");
        var (images, labels) = (IdxFile.Read(imagesPath), IdxFile.Read(labelsPath));
        if (images.Sizes is not [var count, var height and > 0, var width and > 0])
        {
            throw new FileFormatException(imagesPath, $"values [{string.Join(", ", images.Sizes)}], expected images [count, height, width]", "Give the file of images");
        }

        if (labels.Sizes is not [var labelCount])
        {
            throw new FileFormatException(labelsPath, $"values [{string.Join(", ", labels.Sizes)}], expected labels [count]", "Give the file of labels");
        }

        if (count != labelCount)
        {
            throw new FileFormatException(labelsPath, $"{labelCount} labels for the {count} images of {imagesPath}", "Give two files that belong together");
        }

        var classes = Array.ConvertAll(labels.Values.ToArray(), label => (int)label);
        var wrong = Array.FindIndex(classes, label => label >= Digits.Length);
        if (wrong >= 0)
        {
            throw new FileFormatException(labelsPath, $"label {classes[wrong]} at place {wrong}, expected 0 to {Digits.Length - 1}", "Correct it, or get the file again");
        }

        var pictures = new Picture[count];
        for (var i = 0; i < count; i++)
        {
            pictures[i] = new Picture(images.Values.Slice(i * height * width, height * width), height, width, 1);
        }

        return new PictureSet(name, pictures, classes, Digits);
    }

    private static string FindOrThrow(string folder, string file) => Find(folder, file) ?? throw new FileFormatException(
        Path.Combine(folder, file + ".gz"), "no such file, neither with .gz nor without", "Name the folder that holds the four files of MNIST");

    private static string? Find(string folder, string file) =>
        new[] { file + ".gz", file }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
