using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// The Street View House Numbers, cropped: 73,257 digits to train on, 26,032 to test with and 531,131 easier ones besides, 32 x 32 pixels
/// in colour, ten classes, in files of MATLAB with an array X of [32, 32, 3, count] and an array y of labels, where 10 stands for 0.
/// Netzer et al., Reading Digits in Natural Images with Unsupervised Feature Learning, NIPS workshop, 2011.
/// </summary>
public static class Svhn
{
    private const string TrainFile = "train_32x32.mat";
    private const string GetAnother = "Get the file again, in the format of cropped digits";

    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>The digits to train on.</summary>
    /// <param name="folder">Where train_32x32.mat is.</param>
    /// <exception cref="FileFormatException">The file is missing or corrupt.</exception>
    public static PictureSet Train(string folder) => Read(Path.Combine(folder, TrainFile), "svhn train");

    /// <summary>The digits to test with.</summary>
    /// <param name="folder">Where test_32x32.mat is.</param>
    /// <exception cref="FileFormatException">The file is missing or corrupt.</exception>
    public static PictureSet Test(string folder) => Read(Path.Combine(folder, "test_32x32.mat"), "svhn test");

    /// <summary>More digits to train on, easier ones.</summary>
    /// <param name="folder">Where extra_32x32.mat is.</param>
    /// <exception cref="FileFormatException">The file is missing or corrupt.</exception>
    public static PictureSet Extra(string folder) => Read(Path.Combine(folder, "extra_32x32.mat"), "svhn extra");

    /// <summary>Whether a folder holds files named as those of SVHN.</summary>
    /// <param name="folder">Any folder.</param>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, TrainFile));

    private static PictureSet Read(string path, string name)
    {
        var arrays = MatFile.Read(path, name => name is "X" or "y");
        if (!arrays.TryGetValue("X", out var images) || !arrays.TryGetValue("y", out var marks))
        {
            throw new FileFormatException(path, "no arrays X and y in it", GetAnother);
        }

        if (images.Sizes is not [var height and > 0, var width and > 0, 3, var count] || images.Type != NumericType.UInt8 || marks.Count != count)
        {
            throw new FileFormatException(path, $"X is {images} with {marks.Count} labels, expected [height, width, 3, count] UInt8 and as many labels", GetAnother);
        }

        // In memory a picture is three planes of columns.
        var (size, pictures) = (height * width * 3, new Picture[count]);
        for (var i = 0; i < count; i++)
        {
            pictures[i] = Planes.Interleave(images.Bytes.Span.Slice(i * size, size), height, width, 3, isTransposed: true);
        }

        return new PictureSet(name, pictures, Array.ConvertAll(marks.ToLabels(most: 10), label => label % 10), Digits);
    }
}
