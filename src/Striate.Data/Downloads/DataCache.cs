using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// The folder in which public data sets are kept: the one that the environment variable STRIATE_DATA names, else striate/data in the
/// user's cache folder (XDG_CACHE_HOME, ~/.cache, on Windows LocalApplicationData).
/// </summary>
/// <param name="folder">Another folder; null for that one.</param>
public sealed class DataCache(string? folder = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder ?? (Environment.GetEnvironmentVariable("STRIATE_DATA") is { Length: > 0 } named ? named : DefaultFolder()));

    /// <summary>How long to wait after a failed request.</summary>
    internal TimeSpan PauseAfterFailure { get; init; } = Pause;

    /// <summary>Where the files of a data set are, once it was fetched; null until then.</summary>
    /// <param name="info">The data set.</param>
    public string? Find(DatasetInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var found = Path.Combine(PlaceOf(info), info.Folder);
        return Directory.Exists(found) ? Path.TrimEndingDirectorySeparator(found) : null;
    }

    /// <summary>
    /// Fetches a data set: every file is downloaded, or copied, and verified; archives are unpacked; then all of it appears in the
    /// folder at once. What a broken run has fetched, the next one goes on with.
    /// </summary>
    /// <param name="info">The data set.</param>
    /// <param name="from">Another place for the files: a folder, or an address that their names are added to; null for their own.</param>
    /// <param name="progress">Is told of the file at hand, and how many of its bytes are there; null for nothing.</param>
    /// <param name="retry">Is told, in a line, why a file is tried again after its connection broke or stalled; null for nothing.</param>
    /// <param name="cancellation">Ends it; what has come stays.</param>
    /// <returns>Where the files are.</returns>
    /// <exception cref="FileFormatException">A file is missing or another one than it must be.</exception>
    /// <exception cref="IOException">A server does not answer, or a file could not be written.</exception>
    public string Get(DatasetInfo info, string? from = null, Action<RemoteFile, long>? progress = null, Action<string>? retry = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (Find(info) is { } found)
        {
            return found;
        }

        var work = Path.Combine(Folder, $".{info.Name}.part");
        MakeFolder(work);
        using (var client = Downloader.NewClient())
        {
            var downloader = new Downloader(client, PauseAfterFailure);
            foreach (var file in info.Files.Where(file => !File.Exists(Path.Combine(work, file.Name))))
            {
                if (from is null || IsAddress(from))
                {
                    downloader.Fetch(file, from is null ? file.Address : new Uri($"{from.TrimEnd('/')}/{file.Name}"), Path.Combine(work, file.Name), bytes => progress?.Invoke(file, bytes), line => retry?.Invoke(line), cancellation);
                }
                else
                {
                    Copy(file, from, Path.Combine(work, file.Name));
                }
            }
        }

        Land(info, work);
        return Find(info) ?? throw new FileFormatException(PlaceOf(info), $"no folder {info.Folder} in it", "Remove it, and get the data set again");
    }

    private static bool IsAddress(string from) =>
        Uri.TryCreate(from, UriKind.Absolute, out var address) && Downloader.IsHttp(address);

    private static void Copy(RemoteFile file, string folder, string target)
    {
        var source = Path.Combine(folder, file.Name);
        if (!File.Exists(source))
        {
            throw new FileFormatException(source, "no such file", $"Name a folder that holds {file.Name}, or the address of one that begins with http:// or https://");
        }

        if (!Checksum.HasContent(source, file))
        {
            Checksum.Check(source, file, source);
        }

        File.Copy(source, target + ".part", overwrite: true);
        File.Move(target + ".part", target, overwrite: true);
    }

    private void Land(DatasetInfo info, string work)
    {
        var whole = Path.Combine(work, "whole");
        if (Directory.Exists(whole))
        {
            Directory.Delete(whole, recursive: true);
        }

        MakeFolder(whole);
        foreach (var path in info.Files.Select(file => Path.Combine(work, file.Name)))
        {
            if (info.MostUnpacked > 0 && (path.EndsWith(".tgz", StringComparison.Ordinal) || path.EndsWith(".tar.gz", StringComparison.Ordinal) || path.EndsWith(".zip", StringComparison.Ordinal)))
            {
                Archive.Unpack(path, whole, info.MostUnpacked, info.Keep);
            }
            else
            {
                File.Copy(path, Path.Combine(whole, Path.GetFileName(path)));
            }
        }

        Directory.Move(whole, PlaceOf(info));
        Directory.Delete(work, recursive: true);
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.At(folder, e);
        }
    }

    private static string DefaultFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "striate", "data");
    }

    private string PlaceOf(DatasetInfo info) => Path.Combine(Folder, info.Name);
}
