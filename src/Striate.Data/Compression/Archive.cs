using System.IO.Compression;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// Unpacks archives that may come from anywhere: .tar, .tar.gz (.tgz) and .zip, told by their content. Only plain files and folders come
/// out, only inside the folder, and no more bytes than allowed.
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
        var target = new Unpacking(path, Path.GetFullPath(folder), mostBytes, keep);
        Directory.CreateDirectory(target.Folder);
        _ = FileStreams.Read(path, "archive", stream =>
        {
            Span<byte> start = stackalloc byte[2];
            _ = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false);
            stream.Position = 0;
            switch (start)
            {
                case [(byte)'P', (byte)'K']:
                    UnpackZip(stream, target);
                    break;
                case [0x1F, 0x8B]:
                    using (var plain = new GZipStream(stream, CompressionMode.Decompress))
                    {
                        UnpackTar(plain, target);
                    }

                    break;
                default:
                    UnpackTar(stream, target);
                    break;
            }

            return target.HasEntries ? target : throw new InvalidDataException();
        });
    }

    private static void UnpackTar(Stream stream, Unpacking target)
    {
        foreach (var entry in TarFile.Entries(stream))
        {
            target.Add(entry.Name, entry.IsFolder, entry.IsFile || entry.IsFolder, () => entry.Contents);
        }
    }

    private static void UnpackZip(Stream stream, Unpacking target)
    {
        // The upper half of the attributes is a Unix mode, whose highest digits say what kind of file it is.
        const int KindMask = 0xF000, PlainFile = 0x8000, Folder = 0x4000;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            var kind = (entry.ExternalAttributes >> 16) & KindMask;
            target.Add(entry.FullName, entry.FullName.EndsWith('/'), kind is 0 or PlainFile or Folder, entry.Open);
        }
    }

    /// <summary>Where an archive's files go, and how much has come out of it.</summary>
    private sealed class Unpacking(string path, string folder, long mostBytes, Func<string, bool>? keep)
    {
        private readonly byte[] _buffer = new byte[1 << 16];
        private long _bytes;
        private int _entries;

        public string Folder => folder;

        public bool HasEntries => _entries > 0;

        public void Add(string name, bool isFolder, bool isPlain, Func<Stream> open)
        {
            if (++_entries > MostEntries)
            {
                throw new FileFormatException(path, $"more than {MostEntries} entries", GetAnother);
            }

            if (!isPlain)
            {
                throw new FileFormatException(path, $"{FileFormatException.Quote(name)} is a link or a device, expected files and folders alone", GetAnother);
            }

            var target = Inside(name);
            try
            {
                if (isFolder)
                {
                    Directory.CreateDirectory(target);
                }
                else if (keep is null || keep(name))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    using var contents = open();
                    Copy(contents, target);
                }
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
                ? Path.Combine([folder, .. parts])
                : throw new FileFormatException(path, $"the entry {FileFormatException.Quote(name)} leaves the folder", GetAnother);
        }

        private void Copy(Stream contents, string target)
        {
            using var file = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            int read;
            while ((read = contents.Read(_buffer)) > 0)
            {
                _bytes += read;
                if (_bytes > mostBytes)
                {
                    throw new FileFormatException(path, $"unpacks to more than {mostBytes} bytes", GetAnother);
                }

                file.Write(_buffer.AsSpan(0, read));
            }
        }
    }
}
