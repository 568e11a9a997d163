using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Where the numbers of tensors lie: a file, or an entry of an archive.</summary>
/// <param name="path">The file, for errors.</param>
internal abstract class StoredBytes(string path)
{
    /// <summary>The file.</summary>
    public string FilePath { get; } = path;

    /// <summary>How many bytes there are, as far as the file says.</summary>
    public abstract long Length { get; }

    /// <summary>Reads some of them.</summary>
    /// <param name="position">Where they begin.</param>
    /// <param name="bytes">Where they go.</param>
    /// <exception cref="FileFormatException">There are fewer than there were said to be.</exception>
    public abstract void Read(long position, Span<byte> bytes);

    /// <summary>Compares the checksum of all that there is, where there is one and reading has not compared it already.</summary>
    /// <exception cref="FileFormatException">It is another one.</exception>
    public virtual void Check()
    {
    }

    /// <summary>An error that names the file.</summary>
    /// <param name="what">What was got and what was expected.</param>
    /// <param name="todo">What to do.</param>
    /// <param name="inner">What was caught, where there is something.</param>
    public FileFormatException Error(string what, string todo, Exception? inner = null) => new(FilePath, what, todo, inner);
}
