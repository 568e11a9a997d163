using System.Globalization;
using System.Text;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// The STL-10 photos: 5,000 to train on and 8,000 to test with, 96 x 96 pixels in colour, ten classes, in the binary version that unpacks
/// to stl10_binary: a file of pictures, planes of columns, and a file of labels from 1; and 100,000 unlabelled photos.
/// Coates, Lee and Ng, An Analysis of Single-Layer Networks in Unsupervised Feature Learning, AISTATS, 2011.
/// </summary>
public static class Stl10
{
    /// <summary>Bytes of a photo.</summary>
    internal const int Size = 3 * Side * Side;

    /// <summary>What to do about a wrong file.</summary>
    internal const string GetAnother = "Get the file again, in the binary version of STL-10";

    private const int Side = 96;
    private const int Folds = 10;

    private static readonly string[] Names = ["airplane", "bird", "car", "cat", "deer", "dog", "horse", "monkey", "ship", "truck"];

    /// <summary>The photos to train on.</summary>
    /// <param name="folder">Where train_X.bin and train_y.bin are.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt, or does not fit the other.</exception>
    public static PictureSet Train(string folder) => Read(folder, "train");

    /// <summary>The photos to test with.</summary>
    /// <param name="folder">Where test_X.bin and test_y.bin are.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt, or does not fit the other.</exception>
    public static PictureSet Test(string folder) => Read(folder, "test");

    /// <summary>The photos that one training of the usual ten learns from: a thousand of those to train on. Accuracies are reported as the mean of the ten.</summary>
    /// <param name="folder">Where train_X.bin, train_y.bin and fold_indices.txt are.</param>
    /// <param name="number">Which of them, from 0 to 9.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fold.</exception>
    /// <exception cref="FileFormatException">A file is missing or corrupt, or does not fit the others.</exception>
    public static Dataset Fold(string folder, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Folds);
        var (path, train) = (Path.Combine(folder, "fold_indices.txt"), Train(folder));
        var lines = Encoding.Latin1.GetString(BytesOf(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length != Folds)
        {
            throw new FileFormatException(path, $"{lines.Length} lines, expected {Folds}: the places of a fold's photos on each", GetAnother);
        }

        var places = lines[number].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(place =>
            int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < train.Count
                ? index
                : throw new FileFormatException(path, $"'{place}' on line {number + 1}, expected a place from 0 to {train.Count - 1}", GetAnother));
        return train.Select(places, $"stl10 fold {number}");
    }

    /// <summary>The unlabelled photos, to learn from without labels: all have label 0, and are read from the file one by one.</summary>
    /// <param name="folder">Where unlabeled_X.bin is: 2.8 GB, which 'striate data get' leaves in the archive.</param>
    /// <exception cref="FileFormatException">The file is missing, or holds no whole number of photos.</exception>
    public static Dataset Unlabeled(string folder) => new UnlabeledStl10(Path.Combine(folder, "unlabeled_X.bin"));

    /// <summary>Whether a folder holds files named as those of STL-10.</summary>
    /// <param name="folder">Any folder.</param>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, "train_X.bin"));

    /// <summary>One photo.</summary>
    internal static Picture Decode(ReadOnlySpan<byte> bytes) => Planes.Interleave(bytes, Side, Side, 3, isTransposed: true);

    private static PictureSet Read(string folder, string part)
    {
        var (imagesPath, labelsPath) = (Path.Combine(folder, $"{part}_X.bin"), Path.Combine(folder, $"{part}_y.bin"));
        var (images, marks) = (BytesOf(imagesPath), BytesOf(labelsPath));
        if (images.LongLength != (long)Size * marks.Length)
        {
            throw new FileFormatException(imagesPath, $"{images.Length} bytes, expected {Size} for each of the {marks.Length} labels of {labelsPath}", GetAnother);
        }

        var (pictures, labels) = (new Picture[marks.Length], new int[marks.Length]);
        for (var i = 0; i < marks.Length; i++)
        {
            labels[i] = marks[i] - 1;
            if ((uint)labels[i] >= (uint)Names.Length)
            {
                throw new FileFormatException(labelsPath, $"label {marks[i]} at place {i}, expected 1 to {Names.Length}", GetAnother);
            }

            pictures[i] = Decode(images.AsSpan(i * Size, Size));
        }

        return new PictureSet($"stl10 {part}", pictures, labels, Names);
    }

    private static byte[] BytesOf(string path) => FileStreams.Read(path, "file", stream => stream.ReadExactly(stream.Length, stream.Length));
}
