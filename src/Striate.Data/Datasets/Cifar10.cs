using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// The CIFAR-10 photos: 50,000 to train on and 10,000 to test with, 32 x 32 pixels in colour, ten classes, in the binary version
/// that unpacks to cifar-10-batches-bin: a byte of label, then the red, the green and the blue plane of a picture, and so on.
/// Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009.
/// </summary>
public static class Cifar10
{
    private const int Side = 32;
    private const int Plane = Side * Side;
    private const int Record = 1 + (3 * Plane);

    private static readonly string[] Names = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
    private static readonly string[] TrainFiles = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")];
    private static readonly string[] TestFiles = ["test_batch.bin"];

    /// <summary>The photos to train on.</summary>
    /// <param name="folder">Where data_batch_1.bin to data_batch_5.bin are.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt.</exception>
    public static PictureSet Train(string folder) => Read("cifar10 train", In(folder, TrainFiles));

    /// <summary>The photos to test with.</summary>
    /// <param name="folder">Where test_batch.bin is.</param>
    /// <exception cref="FileFormatException">The file is missing or corrupt.</exception>
    public static PictureSet Test(string folder) => Read("cifar10 test", In(folder, TestFiles));

    /// <summary>Whether a folder holds files named as those of CIFAR-10.</summary>
    /// <param name="folder">Any folder.</param>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, TrainFiles[0]));

    /// <summary>The photos of some files, one file after the other.</summary>
    /// <param name="name">A name for logs.</param>
    /// <param name="files">Files in the binary version, of any number of photos each.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt.</exception>
    public static PictureSet Read(string name, params IEnumerable<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var (pictures, labels) = (new List<Picture>(), new List<int>());
        foreach (var file in files)
        {
            var bytes = BytesOf(file);
            for (var at = 0; at < bytes.Length; at += Record)
            {
                if (bytes[at] >= Names.Length)
                {
                    throw new FileFormatException(file, $"label {bytes[at]} at place {at / Record}, expected 0 to {Names.Length - 1}", "Get the file again, in the binary version of CIFAR-10");
                }

                labels.Add(bytes[at]);
                pictures.Add(Interleave(bytes.AsSpan(at + 1, 3 * Plane)));
            }
        }

        return new PictureSet(name, pictures, labels, Names);
    }

    private static IEnumerable<string> In(string folder, string[] files) => files.Select(file => Path.Combine(folder, file));

    private static byte[] BytesOf(string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            return bytes.Length > 0 && bytes.Length % Record == 0
                ? bytes
                : throw new FileFormatException(file, $"{bytes.Length} bytes, expected a multiple of {Record}: a label and a picture of {Side}x{Side}x3 each", "Get the file again, in the binary version of CIFAR-10");
        }
        catch (Exception e) when (e is IOException and not FileFormatException or UnauthorizedAccessException)
        {
            throw new FileFormatException(file, "the file cannot be read", "Name the folder cifar-10-batches-bin with all of its files", e);
        }
    }

    private static Picture Interleave(ReadOnlySpan<byte> planes)
    {
        var pixels = new byte[3 * Plane];
        for (var i = 0; i < Plane; i++)
        {
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (planes[i], planes[Plane + i], planes[(2 * Plane) + i]);
        }

        return new Picture(pixels, Side, Side, 3);
    }
}
