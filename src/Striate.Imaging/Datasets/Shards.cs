namespace Striate.Imaging;

/// <summary>Data sets in several files of a folder, whose names tell what each part is for: train-00000.tar, test-00000.tar.</summary>
internal static class Shards
{
    private static readonly string[] TestNames = ["test", "val"];

    /// <summary>The files of one kind: the file itself, or those in a folder, in the order of their names.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="ending">How their names end: ".tar".</param>
    public static string[] Of(string path, string ending)
    {
        IEnumerable<string> files = File.Exists(path) ? [path] : Directory.Exists(path) ? Directory.EnumerateFiles(path) : [];
        return [.. files.Where(file => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Parts files into those to train on and those to test with: the ones named test, or else val; none where no name says so.</summary>
    /// <param name="files">The files.</param>
    public static (string[] Train, string[] Test) Part(string[] files)
    {
        var train = files.Where(file => !TestNames.Any(name => IsNamed(file, name))).ToArray();
        var test = TestNames.Select(name => files.Where(file => IsNamed(file, name)).ToArray()).FirstOrDefault(part => part.Length > 0);
        return train.Length == 0 || test is null ? (files, []) : (train, test);
    }

    private static bool IsNamed(string file, string name) => Path.GetFileName(file).StartsWith(name, StringComparison.OrdinalIgnoreCase);
}
