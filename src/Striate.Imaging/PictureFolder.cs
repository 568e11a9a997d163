using Striate.Data;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>
/// A folder with a folder of pictures for each class, as a data set: <c>pets/cat/1.jpg</c>. Classes and files are in the
/// order of their names (ordinal). Files that are no pictures are left out.
/// </summary>
/// <remarks>
/// A file is read when its picture is first asked for; its bytes stay in memory as they are, until all of them together reach
/// a limit, and files beyond that are read each time. Pictures are decoded whenever they are asked for: a loader does it on
/// several threads, ahead of the network.
/// </remarks>
public sealed class PictureFolder : Dataset
{
    /// <summary>How many bytes of files are kept in memory unless told otherwise: 1 GiB.</summary>
    public const long DefaultMemoryLimit = 1L << 30;

    private const double TrainShare = 0.8;
    private static readonly string[] TestNames = ["test", "val", "valid"];

    private readonly string[] _files;
    private readonly int[] _labels;
    private readonly int? _channels;
    private readonly FileMemory _memory;

    /// <summary>Lists the pictures of a folder.</summary>
    /// <param name="folder">The folder that holds a folder for each class.</param>
    /// <param name="channels">1 for grey, 3 for colour, 4 with opacity.</param>
    /// <param name="classes">The classes there must be, in this order, for example those that a network was trained on; null for those there are.</param>
    /// <param name="memoryLimit">How many bytes of files are kept in memory at most; 0 to keep none.</param>
    /// <exception cref="FileFormatException">No such folder, no folders in it, one without pictures, or one of another name than the classes.</exception>
    public PictureFolder(string folder, int? channels = 3, IReadOnlyList<string>? classes = null, long memoryLimit = DefaultMemoryLimit)
        : this(folder, channels, classes, new FileMemory(memoryLimit))
    {
    }

    private PictureFolder(string folder, int? channels, IReadOnlyList<string>? classes, FileMemory memory)
    {
        (Name, _channels, _memory) = (Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), channels, memory);
        var found = FoldersIn(folder);
        if (found.Length == 0)
        {
            throw new FileFormatException(
                folder, HoldsPictures(folder) ? "no class folders in it" : "no pictures in it", "Put the pictures of each class into a folder of their own in it, such as cat/ and dog/");
        }

        Classes = classes ?? found;
        var (files, labels) = (new List<string>(), new List<int>());
        foreach (var name in found)
        {
            var label = Classes.ToList().IndexOf(name);
            if (label < 0)
            {
                throw new FileFormatException(Path.Combine(folder, name), $"no class of this name among {string.Join(", ", Classes)}", "Rename the folder, or leave it out");
            }

            var pictures = PicturesIn(Path.Combine(folder, name));
            if (pictures.Length == 0)
            {
                throw new FileFormatException(
                    Path.Combine(folder, name), "a class folder without pictures", $"Put files into it ({string.Join(", ", PictureFile.Endings)}), or remove it");
            }

            files.AddRange(pictures);
            labels.AddRange(Enumerable.Repeat(label, pictures.Length));
        }

        (_files, _labels) = ([.. files], [.. labels]);
    }

    private PictureFolder(string folder, int? channels, string[] files)
    {
        (Name, _channels, _memory, _files) = (Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), channels, new FileMemory(DefaultMemoryLimit), files);
        (Classes, _labels) = ([Name], new int[files.Length]);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Count => _files.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes { get; }

    /// <summary>
    /// Finds a part to train on and a part to test with: the folders train/ and test/ (or val/, or valid/) inside; without
    /// them the folder itself is split, each class alike, four fifths to train on.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="seed">Decides the split.</param>
    /// <param name="channels">1 for grey, 3 for colour, 4 with opacity.</param>
    /// <param name="memoryLimit">How many bytes of files the two parts together keep in memory at most; 0 to keep none.</param>
    /// <exception cref="FileFormatException">As the constructor; or only one of the two parts is there.</exception>
    public static (Dataset Train, Dataset Test) Open(
        string folder, ulong seed = 1, int? channels = 3, long memoryLimit = DefaultMemoryLimit)
    {
        var folders = FoldersIn(folder);
        var memory = new FileMemory(memoryLimit);
        var test = Array.Find(TestNames, name => folders.Contains(name));
        if (folders.Contains("train") && test is not null)
        {
            var train = new PictureFolder(Path.Combine(folder, "train"), channels, classes: null, memory);
            return (train, new PictureFolder(Path.Combine(folder, test), channels, train.Classes, memory));
        }

        if (folders is ["train"])
        {
            throw new FileFormatException(folder, "train/ in it, but none of test/, val/ and valid/", "Add one, or name the folder train/ itself to have it split");
        }

        return SetApart(new PictureFolder(folder, channels, classes: null, memory), folder, seed);
    }

    /// <summary>Sets a fifth of each class apart to test with.</summary>
    /// <param name="all">What there is.</param>
    /// <param name="path">For errors: where it is.</param>
    /// <param name="seed">Decides what is set apart.</param>
    /// <exception cref="FileFormatException">There are too few pictures.</exception>
    internal static (Dataset Train, Dataset Test) SetApart(Dataset all, string path, ulong seed)
    {
        var (train, test) = all.Split(TrainShare, seed);
        return train.Count > 0 && test.Count > 0 ? (train, test)
            : all.Count == 0 ? throw new FileFormatException(path, "no pictures in it", "Put some into it")
            : throw new FileFormatException(
                path, all.Count == 1 ? "a single picture in it, and none is left to test with" : $"{all.Count} pictures in it, each of another class: none is left to test with",
                "Give at least one class two pictures or more");
    }

    /// <summary>Opens a folder to test a network on: the folder test/ (or val/, or valid/) inside, else the whole of it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="classes">The classes that the network knows; there may be no pictures of some. Null for those there are.</param>
    /// <param name="channels">1 for grey, 3 for colour, 4 with opacity.</param>
    /// <exception cref="FileFormatException">As the constructor.</exception>
    public static PictureFolder OpenTest(string folder, IReadOnlyList<string>? classes, int? channels = 3)
    {
        var folders = FoldersIn(folder);
        var test = Array.Find(TestNames, name => folders.Contains(name) && classes?.Contains(name) != true);
        return new PictureFolder(test is null ? folder : Path.Combine(folder, test), channels, classes);
    }

    /// <summary>Lists the pictures of a folder and of the folders in it, whatever those mean: they are one class of the folder's name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="channels">1 for grey, 3 for colour, 4 with opacity.</param>
    /// <exception cref="FileFormatException">No such folder, or no pictures in it.</exception>
    public static PictureFolder OfOneClass(string folder, int? channels = 3)
    {
        var files = PicturesIn(folder, SearchOption.AllDirectories);
        return files.Length > 0
            ? new PictureFolder(folder, channels, files)
            : throw new FileFormatException(folder, "there are no pictures in it", $"Put files into it that end in {string.Join(", ", PictureFile.Endings)}");
    }

    /// <summary>Whether a folder holds pictures itself, beside each other, and not in a folder for each class.</summary>
    /// <param name="path">A path, of whatever there is.</param>
    /// <exception cref="FileFormatException">The folder can't be read.</exception>
    public static bool HoldsPictures(string path) => Directory.Exists(path) && PicturesIn(path).Length > 0;

    /// <summary>The file of one picture.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public string FileOf(int index) => _files[index];

    /// <summary>The class folder and the file: "cat/12.jpg".</summary>
    /// <inheritdoc/>
    public override string NameOf(int index) => $"{Path.GetFileName(Path.GetDirectoryName(_files[index]))}/{Path.GetFileName(_files[index])}";

    /// <inheritdoc/>
    public override int LabelOf(int index) => _labels[index];

    /// <inheritdoc/>
    /// <exception cref="FileFormatException">The file is no picture, or corrupt.</exception>
    public override Picture PictureOf(int index) => PictureOf(index, new Picture());

    /// <inheritdoc/>
    /// <exception cref="FileFormatException">The file is no picture, or corrupt.</exception>
    public override Picture PictureOf(int index, Picture room, Size2d? cover = null) =>
        PictureFile.Decode(_memory.Read(_files[index]), _files[index], _channels, room, cover);

    private static string[] FoldersIn(string folder) => List(folder, () =>
        [.. Directory.EnumerateDirectories(folder).Select(f => Path.GetFileName(f)).Where(IsVisible).Order(StringComparer.Ordinal)]);

    private static string[] PicturesIn(string folder, SearchOption depth = SearchOption.TopDirectoryOnly) => List(folder, () =>
    [
        .. Directory.EnumerateFiles(folder, "*", depth)
            .Where(f => Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar).All(IsVisible) && PictureFile.Endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ]);

    // Folders such as .git or .ipynb_checkpoints are no classes.
    private static bool IsVisible(string name) => !name.StartsWith('.');

    private static string[] List(string folder, Func<string[]> list)
    {
        try
        {
            return list();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFormatException(folder, "the folder cannot be read", "Check that it exists and that you may read it", e);
        }
    }
}
