using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// The CIFAR-10 photos: 50,000 to train on and 10,000 to test with, 32 x 32 pixels in colour, ten classes, in the binary version
/// that unpacks to cifar-10-batches-bin: a byte of label, then the red, the green and the blue plane of a picture, and so on.
/// Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009.
/// </summary>
public static class Cifar10
{
    private static readonly CifarFile Form = new(
        "CIFAR-10", "cifar-10-batches-bin", LabelBytes: 1, LabelAt: 0, ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]);

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
        return Form.Read(name, files);
    }

    private static IEnumerable<string> In(string folder, string[] files) => files.Select(file => Path.Combine(folder, file));
}
