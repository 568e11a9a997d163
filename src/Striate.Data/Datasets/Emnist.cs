using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// The EMNIST handwritten letters and digits, 28 x 28 grey pixels, white ink on black, in the IDX format of MNIST, every picture column by column.
/// Cohen, Afshar, Tapson and van Schaik, EMNIST: an extension of MNIST to handwritten letters, arXiv:1702.05373.
/// </summary>
public static class Emnist
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    // Small letters that look like their capitals count as these.
    private const string Merged = Digits + Upper + "abdefghnqrt";

    /// <summary>The characters to train on.</summary>
    /// <param name="folder">Where files such as emnist-balanced-train-images-idx3-ubyte.gz are.</param>
    /// <param name="split">Which of the six ways to choose them.</param>
    /// <exception cref="FileFormatException">A file is missing, corrupt, or does not fit the other.</exception>
    public static PictureSet Train(string folder, EmnistSplit split = EmnistSplit.Balanced) => Read(folder, split, "train");

    /// <summary>The characters to test with.</summary>
    /// <param name="folder">Where files such as emnist-balanced-test-images-idx3-ubyte.gz are.</param>
    /// <param name="split">Which of the six ways to choose them.</param>
    /// <exception cref="FileFormatException">A file is missing, corrupt, or does not fit the other.</exception>
    public static PictureSet Test(string folder, EmnistSplit split = EmnistSplit.Balanced) => Read(folder, split, "test");

    /// <summary>Whether a folder holds files named as those of EMNIST.</summary>
    /// <param name="folder">Any folder.</param>
    public static bool IsIn(string folder) => IdxPair.Find(folder, $"{Prefix(EmnistSplit.Balanced, "train")}-images-idx3-ubyte") is not null;

    private static PictureSet Read(string folder, EmnistSplit split, string part)
    {
        var (classes, first) = split switch
        {
            EmnistSplit.ByClass => (Digits + Upper + "abcdefghijklmnopqrstuvwxyz", 0),
            EmnistSplit.ByMerge or EmnistSplit.Balanced => (Merged, 0),
            EmnistSplit.Letters => (Upper, 1),
            _ => (Digits, 0),
        };
        var files = new IdxPair(folder, Prefix(split, part), "Name the folder gzip that the archive of EMNIST unpacks to");
        return files.Read($"emnist {Name(split)} {part}", [.. classes.Select(c => c.ToString())], first, isTransposed: true);
    }

    private static string Prefix(EmnistSplit split, string part) => $"emnist-{Name(split)}-{part}";

    private static string Name(EmnistSplit split) => split.ToString().ToLowerInvariant();
}
