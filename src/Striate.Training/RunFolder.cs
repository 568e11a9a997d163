namespace Striate.Training;

/// <summary>
/// The folder of one run: settings, the network's description, the log, checkpoints, figures, the report. While it is open
/// no other process can open it.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string NewestName = "newest.safetensors";

    private readonly FileStream _lock;
    private readonly bool _isOurs;

    private RunFolder(string path, bool isOurs)
    {
        (Path, _isOurs) = (path, isOurs);
        try
        {
            _lock = new FileStream(In("run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new IOException($"{path}: another process is using this run. Wait until it ends, or choose another folder with --out.");
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"{path}: the folder may not be written to. Change its permissions, or choose another with --out.", error);
        }
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>How the run was started.</summary>
    public string Settings => In("settings.json");

    /// <summary>What the network is.</summary>
    public string Network => In("model.json");

    /// <summary>What happened, one JSON object a line.</summary>
    public string Log => In("log.jsonl");

    /// <summary>The state from which the run can go on.</summary>
    public string NewestCheckpoint => In(NewestName);

    /// <summary>The weights of the epoch with the best test accuracy.</summary>
    public string BestWeights => In("best.safetensors");

    /// <summary>Where figures go.</summary>
    public string Figures => In("figures");

    /// <summary>The report.</summary>
    public string Report => In("report.html");

    /// <summary>Makes the folder of a new run.</summary>
    /// <param name="path">A folder that does not exist or is empty.</param>
    /// <exception cref="IOException">There is something in it, it cannot be made, or another process uses it.</exception>
    public static RunFolder Create(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => !entry.EndsWith("run.lock", StringComparison.Ordinal))))
        {
            var goOn = File.Exists(System.IO.Path.Combine(path, NewestName)) ? $"go on with that run by --resume {path}" : "remove it";
            throw new IOException($"{path}: exists already. Choose another folder with --out, or {goOn}.");
        }

        var isOurs = !Directory.Exists(path);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path}: the folder cannot be made. Choose one that may be written to with --out.", error);
        }

        return new RunFolder(path, isOurs);
    }

    /// <summary>Opens the folder of a run to go on with it.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="IOException">It is no run folder, or another process uses it.</exception>
    public static RunFolder Open(string path)
    {
        Check(path);
        return new RunFolder(path, isOurs: false);
    }

    /// <summary>Fails if a folder does not hold a run.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="IOException">It is no run folder.</exception>
    public static void Check(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"{path}: there is no such run folder. Give the folder that 'striate train' named at its end.");
        }

        if (!File.Exists(System.IO.Path.Combine(path, "model.json")))
        {
            throw new FileNotFoundException($"{path}: is no run folder, it has no model.json. Give the folder that 'striate train' named at its end.");
        }
    }

    /// <summary>A file or folder in it.</summary>
    /// <param name="name">Its name.</param>
    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Removes the run and all that belongs to it; a folder that was there before stays, empty.</summary>
    public void Remove()
    {
        Dispose();
        foreach (var folder in Directory.GetDirectories(Path))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in Directory.GetFiles(Path))
        {
            File.Delete(file);
        }

        if (_isOurs)
        {
            Directory.Delete(Path);
        }
    }

    /// <summary>Lets other processes open the folder.</summary>
    public void Dispose() => _lock.Dispose();
}
