namespace Striate.Tensors;

/// <summary>
/// Writes a file as a whole or not at all: into a temporary file beside it, flushed to the disk, then renamed over the
/// target. Whoever reads the target meanwhile, or after a failure, finds the old contents, never half of the new ones.
/// </summary>
public static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes or replaces a file.</summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="write">Writes the contents into the stream that it is given.</param>
    /// <exception cref="IOException">
    /// The file could not be written, for example on a full disk: the message names it and says what to do. A file that was
    /// there before is untouched. What <paramref name="write"/> itself throws otherwise comes out as it is.
    /// </exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(stream);
                // Without this a power cut after the renaming could leave an empty file under the good name.
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.At(path, error, File.Exists(path) ? "The file that was there is untouched." : "");
        }
        finally
        {
            DeleteQuietly(temporary);
        }
    }

    /// <summary>Writes or replaces a file.</summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="contents">The bytes.</param>
    /// <exception cref="IOException">As of <see cref="Write(string, Action{Stream})"/>.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> contents) => Write(path, stream => stream.Write(contents.Span));

    private static void DeleteQuietly(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The error on its way says what is wrong; failing to tidy up must not replace it.
        }
    }
}
