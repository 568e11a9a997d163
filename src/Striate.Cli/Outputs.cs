using Striate.Data;
using Striate.Imaging;

namespace Striate.Cli;

/// <summary>Where commands write to, tried out before their work begins.</summary>
internal static class Outputs
{
    /// <summary>A file that can be written.</summary>
    /// <param name="path">What the user gave as --out.</param>
    /// <param name="ending">How its name has to end.</param>
    /// <returns>The same path.</returns>
    /// <exception cref="UsageException">It can't be.</exception>
    public static string File(string path, string ending)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new UsageException($"--out {path}: it is a folder. Name a file in it.");
        }

        if (!Path.GetExtension(path).Equals(ending, StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"--out {path}: give the file a name that ends in {ending}.");
        }

        var folder = Path.GetDirectoryName(full)!;
        return !Directory.Exists(folder)
            ? throw new UsageException($"--out {path}: there is no such folder as {folder}. Make it first.")
            : CanWriteIn(folder) ? path : throw new UsageException($"--out {path}: {folder} cannot be written to. Name a file in a folder that you may write to.");
    }

    /// <summary>A folder that can be written to, or made; it is made when there is something to put into it.</summary>
    /// <param name="path">What the user gave.</param>
    /// <param name="option">As what.</param>
    /// <returns>Its full path.</returns>
    /// <exception cref="UsageException">It can't be.</exception>
    public static string Folder(string path, string option = "--out")
    {
        var full = Path.GetFullPath(path);
        var nearest = full;
        while (!Path.Exists(nearest))
        {
            nearest = Path.GetDirectoryName(nearest)!;
        }

        return CanWriteIn(nearest) ? full : throw new UsageException($"{option} {path}: it is no folder that can be made or written to. Name one that you may write to.");
    }

    /// <summary>Writes a sheet that says what a picture was made of, beside it, and says where it is.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="path">The picture, or the folder of pictures, that stands for itself: dream.png has dream-sheet.png beside it.</param>
    public static void WriteSheet(Picture sheet, string path)
    {
        var file = $"{Path.ChangeExtension(path, null)}-sheet.png";
        PictureFile.Write(sheet, file);
        Console.WriteLine(file);
    }

    private static bool CanWriteIn(string folder)
    {
        try
        {
            System.IO.File.Create(Path.Combine(folder, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
