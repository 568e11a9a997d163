using Striate.Data;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>
/// Data sets in any form that can be read, told by what is there: the files of a public data set, one of CIFAR-10's (.bin), an .npz, a table (.csv), Parquet files
/// or tar archives, or else a folder with one folder of pictures for each class.
/// </summary>
public static class PictureData
{
    // The first that knows a path reads it.
    private static readonly DataForm[] Forms =
    [
        Parted(Mnist.IsIn, Mnist.Train, Mnist.Test),
        Parted(Cifar10.IsIn, Cifar10.Train, Cifar10.Test),
        Parted(Cifar100.IsIn, path => Cifar100.Train(path), path => Cifar100.Test(path)),
        Parted(Svhn.IsIn, Svhn.Train, Svhn.Test),
        Parted(Stl10.IsIn, Stl10.Train, Stl10.Test),
        Parted(Emnist.IsIn, path => Emnist.Train(path), path => Emnist.Test(path)),
        Parted(Usps.IsIn, Usps.Train, Usps.Test),
        Parted(Flowers102.IsIn, Flowers102.Train, Flowers102.Test),
        Whole(path => IsFile(path, ".bin"), path => (Cifar10.Read(Path.GetFileName(path), path), null)),
        Whole(path => IsFile(path, ".npz"), NumpyPictures.Read),
        Whole(path => IsFile(path, ".csv"), path => (PictureTable.Read(path), null)),
        Sharded(".parquet", (name, files, classes) => ParquetPictures.Read(name, files, classes)),
        Sharded(".tar", (name, files, classes) => WebDataset.Read(name, files, classes)),
    ];

    /// <summary>Opens data to train on and to test with; where the test data are not set apart, a fifth of each class is.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <param name="seed">Decides what is set apart.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt.</exception>
    public static (Dataset Train, Dataset Test) Open(string path, ulong seed = 1)
    {
        if (FormOf(path) is not { } form)
        {
            return PictureFolder.Open(CheckFolder(path), seed);
        }

        var (train, test) = form.Read(path);
        return test is null ? PictureFolder.SetApart(train, path, seed) : (train, test);
    }

    /// <summary>Opens data to test with: what is set apart for it, else all.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <param name="classes">The classes that the network knows; of a folder of pictures, some may be missing.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt.</exception>
    public static Dataset OpenTest(string path, IReadOnlyList<string>? classes)
    {
        return FormOf(path) is { } form ? form.ReadTest(path) : PictureFolder.OpenTest(CheckFolder(path), classes);
    }

    /// <summary>Opens a public data set that was fetched, under its name and with the names of its classes.</summary>
    /// <param name="info">Which one.</param>
    /// <param name="folder">Where its files are.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt.</exception>
    public static (Dataset Train, Dataset Test) OpenPublic(DatasetInfo info, string folder)
    {
        ArgumentNullException.ThrowIfNull(info);
        var (train, test) = Open(folder);
        return (Named(info, train, "train"), Named(info, test, "test"));
    }

    /// <summary>Opens what a public data set has to test with.</summary>
    /// <param name="info">Which one.</param>
    /// <param name="folder">Where its files are.</param>
    /// <exception cref="FileFormatException">A file is missing or corrupt.</exception>
    public static Dataset OpenPublicTest(DatasetInfo info, string folder)
    {
        ArgumentNullException.ThrowIfNull(info);
        return Named(info, FormOf(folder)?.ReadTest(folder) ?? PictureFolder.Open(folder).Test, "test");
    }

    private static Dataset Named(DatasetInfo info, Dataset data, string part) => data.As($"{info.Name} {part}", info.ClassNames ?? data.Classes);

    // What has no other form is a folder of pictures, and no file.
    private static string CheckFolder(string path) => !File.Exists(path) ? path : throw new FileFormatException(
        path, "a file of no form that data have", "Name a .csv, .npz, .parquet, .tar or .bin file, or a folder with one folder of pictures for each class");

    private static DataForm? FormOf(string path) => Array.Find(Forms, form => form.IsAt(path));

    private static bool IsFile(string path, string ending) => File.Exists(path) && path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static DataForm Parted(Func<string, bool> isAt, Func<string, Dataset> train, Func<string, Dataset> test) =>
        new(isAt, path => (train(path), test(path)), test);

    private static DataForm Whole(Func<string, bool> isAt, Func<string, (Dataset Train, Dataset? Test)> read) => new(isAt, read, path =>
    {
        var (train, test) = read(path);
        return test ?? train;
    });

    private static DataForm Sharded(string ending, Func<string, string[], IReadOnlyList<string>?, Dataset> read) => Whole(
        path => Shards.Of(path, ending).Length > 0,
        path =>
        {
            var (trainFiles, testFiles) = Shards.Part(Shards.Of(path, ending));
            var name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path));
            var train = read($"{name} train", trainFiles, null);
            return (train, testFiles.Length == 0 ? null : read($"{name} test", testFiles, train.Classes));
        });

    /// <summary>A form in which data may lie.</summary>
    /// <param name="IsAt">Whether a path holds it.</param>
    /// <param name="Read">Reads what to train on and, where it is set apart, what to test with.</param>
    /// <param name="ReadTest">Reads what to test with alone, or all where nothing is set apart.</param>
    private sealed record DataForm(Func<string, bool> IsAt, Func<string, (Dataset Train, Dataset? Test)> Read, Func<string, Dataset> ReadTest);
}
