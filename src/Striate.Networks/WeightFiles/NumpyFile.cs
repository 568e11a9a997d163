using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Arrays that NumPy stored: several with their names in an archive (.npz, packed or not), or a single one (.npy), which bears the file's name.</summary>
internal sealed class NumpyFile : WeightsFile
{
    private const string Extension = ".npy";

    private NumpyFile(FileBytes file)
        : base(file)
    {
    }

    /// <summary>Reads the header of an array.</summary>
    /// <exception cref="FileFormatException">It is damaged, or no array of numbers.</exception>
    public static NumpyFile OfArray(FileBytes file)
    {
        var opened = new NumpyFile(file);
        opened.Add(NumpyHeader.Read(Path.GetFileNameWithoutExtension(file.FilePath), file));
        return opened;
    }

    /// <summary>Reads the headers of the arrays of an archive.</summary>
    /// <exception cref="FileFormatException">One is damaged, or no array of numbers, or there is none.</exception>
    public static NumpyFile OfArchive(ZipEntries entries, FileBytes file)
    {
        var opened = new NumpyFile(file);
        foreach (var name in entries.Names.Where(name => name.EndsWith(Extension, StringComparison.Ordinal)))
        {
            opened.Add(NumpyHeader.Read(name[..^Extension.Length], entries.Find(name)!));
        }

        return opened.Tensors.Count > 0
            ? opened
            : throw file.Error("the archive holds no weights: neither data.pkl, as of torch.save, nor arrays, as of numpy.savez", "Name a file of weights.");
    }
}
