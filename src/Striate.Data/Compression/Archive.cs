using System.IO.Compression;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// Unpacks archives that may come from anywhere: .tar, .tar.gz (.tgz) and .zip, told by their content. Only plain files and folders come
/// out, only inside the folder, and no more bytes than allowed; after an error nothing of the archive is there.
/// </summary>
public static class Archive
{
    private const string GetAnother = "Get the archive again, from its own source";
    private const int MostEntries = 10_000_000;

    /// <summary>Unpacks an archive.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">Where its files go; it is made.</param>
    /// <param name="mostBytes">The most bytes that its files may have together.</param>
    /// <param name="keep">Which files to unpack, by their names in the archive with '/' between folders; null for all.</param>
    /// <exception cref="FileFormatException">It is no archive, is corrupt, holds more, or an entry that is a link or leaves the folder.</exception>
    /// <exception cref="IOException">A file could not be written.</exception>
    public static void Unpack(string path, string folder, long mostBytes, Func<string, bool>? keep = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _ = FileStreams.Read(path, "archive", stream =>
        {
            using var target = new Unpacking(path, Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), new UnpackLimit(path, stream.Length, mostBytes), keep);
            if (FileStreams.StartsWith(stream, "PK"u8))
            {
                UnpackZip(stream, target, path);
            }
            else if (FileStreams.StartsWith(stream, FileStreams.Gzip))
            {
                using var plain = new GZipStream(stream, CompressionMode.Decompress);
                UnpackTar(plain, target);

                // Reading to the end makes the decompressor compare its checksum.
                plain.CopyTo(Stream.Null);
            }
            else
            {
                UnpackTar(stream, target);
            }

            target.Land();
            return folder;
        });
    }

    private static void UnpackTar(Stream stream, Unpacking target)
    {
        foreach (var entry in TarFile.Entries(stream))
        {
            target.Add(entry.Name, entry.IsFolder, entry.IsFile || entry.IsFolder, () => entry.Contents);
        }
    }

    private static void UnpackZip(Stream stream, Unpacking target, string path)
    {
        // The upper half of the attributes is a Unix mode, whose highest digits say what kind of file it is.
        const int KindMask = 0xF000, PlainFile = 0x8000, Folder = 0x4000;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            var kind = (entry.ExternalAttributes >> 16) & KindMask;
            target.Add(entry.FullName, entry.FullName.EndsWith('/'), kind is 0 or PlainFile or Folder, () => new ZipEntryStream(entry, path));
        }
    }

    /// <summary>Where an archive's files go: into a hidden folder beside the true one, until all of them are there.</summary>
    private sealed class Unpacking : IDisposable
    {
        private readonly string _path;
        private readonly string _folder;
        private readonly string _work;
        private readonly UnpackLimit _limit;
        private readonly Func<string, bool>? _keep;
        private readonly byte[] _buffer = new byte[1 << 16];
        private int _entries;

        public Unpacking(string path, string folder, UnpackLimit limit, Func<string, bool>? keep)
        {
            (_path, _folder, _limit, _keep) = (path, folder, limit, keep);
            _work = Path.Combine(Path.GetDirectoryName(folder) ?? folder, $".{Path.GetFileName(folder)}.{Path.GetRandomFileName()}");
            Write(folder, () => Directory.CreateDirectory(_work));
        }

        public void Add(string name, bool isFolder, bool isPlain, Func<Stream> open)
        {
            if (++_entries > MostEntries)
            {
                throw new FileFormatException(_path, $"more than {MostEntries} entries", GetAnother);
            }

            if (!isPlain)
            {
                throw new FileFormatException(_path, $"{FileFormatException.Quote(name)} is a link or a device, expected files and folders alone", GetAnother);
            }

            var inside = Inside(name);
            var target = Path.Combine(_work, inside);
            Write(Path.Combine(_folder, inside), () =>
            {
                if (isFolder)
                {
                    Directory.CreateDirectory(target);
                }
                else if (_keep is null || _keep(name))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    using var contents = open();
                    Copy(contents, target);
                }
            });
        }

        /// <summary>Moves what was unpacked to its place, among what is there already.</summary>
        public void Land() => Write(_folder, () =>
        {
            if (_entries == 0)
            {
                throw new InvalidDataException();
            }

            if (!Directory.Exists(_folder))
            {
                Directory.Move(_work, _folder);
                return;
            }

            foreach (var folder in Directory.EnumerateDirectories(_work, "*", SearchOption.AllDirectories))
            {
                Directory.CreateDirectory(Path.Combine(_folder, Path.GetRelativePath(_work, folder)));
            }

            foreach (var file in Directory.EnumerateFiles(_work, "*", SearchOption.AllDirectories))
            {
                File.Move(file, Path.Combine(_folder, Path.GetRelativePath(_work, file)), overwrite: true);
            }
        });

        public void Dispose()
        {
            try
            {
                if (Directory.Exists(_work))
                {
                    Directory.Delete(_work, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The error on its way says what is wrong; failing to tidy up must not replace it.
            }
        }

        private static void Write(string target, Action write)
        {
            try
            {
                write();
            }
            catch (Exception e) when (e is (IOException and not (FileFormatException or EndOfStreamException)) or UnauthorizedAccessException)
            {
                throw WriteFailure.At(target, e);
            }
        }

        // A name is a way down from the folder, nothing else.
        private string Inside(string name)
        {
            var parts = name.TrimEnd('/').Split('/').Where(part => part is not ("" or ".")).ToArray();
            var isAbsolute = name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal);
            return !isAbsolute && !parts.Contains("..")
                ? Path.Combine(parts)
                : throw new FileFormatException(_path, $"the entry {FileFormatException.Quote(name)} leaves the folder", GetAnother);
        }

        private void Copy(Stream contents, string target)
        {
            using var file = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            int read;
            while ((read = contents.Read(_buffer)) > 0)
            {
                _limit.Take(read);
                file.Write(_buffer.AsSpan(0, read));
            }
        }
    }
}
