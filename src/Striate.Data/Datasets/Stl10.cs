using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// The STL-10 photos: 5,000 to train on and 8,000 to test with, 96 x 96 pixels in colour, ten classes, in the binary version that unpacks
/// to stl10_binary: a file of pictures, planes of columns, and a file of labels from 1. Its unlabelled photos are left aside.
/// Coates, Lee and Ng, An Analysis of Single-Layer Networks in Unsupervised Feature Learning, AISTATS, 2011.
/// </summary>
public static class Stl10
{
    private const int Side = 96;
    private const int Size = 3 * Side * Side;
    private const string GetAnother = "Get the file again, in the binary version of STL-10";

    private static readonly string[] Names = ["airplane", "bird", "car", "cat", "deer", "dog", "horse", "monkey", "ship", "truck"];

    /// <summary>The photos to train on.</summary>
    /// <param name="folder">Where train_X.bin and train_y.bin are.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt, or does not fit the other.</exception>
    public static PictureSet Train(string folder) => Read(folder, "train");

    /// <summary>The photos to test with.</summary>
    /// <param name="folder">Where test_X.bin and test_y.bin are.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt, or does not fit the other.</exception>
    public static PictureSet Test(string folder) => Read(folder, "test");

    /// <summary>Whether a folder holds files named as those of STL-10.</summary>
    /// <param name="folder">Any folder.</param>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, "train_X.bin"));

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

            pictures[i] = Planes.Interleave(images.AsSpan(i * Size, Size), Side, Side, 3, isTransposed: true);
        }

        return new PictureSet($"stl10 {part}", pictures, labels, Names);
    }

    private static byte[] BytesOf(string path) => FileStreams.Read(path, "file", stream => stream.ReadExactly(stream.Length, stream.Length));
}
