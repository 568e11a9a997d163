namespace Striate.Data;

/// <summary>One entry of a tar archive.</summary>
/// <param name="Name">As it stands in the archive.</param>
/// <param name="Kind">What it is: '0' or '\0' for a file, '5' for a folder, others for links and devices.</param>
/// <param name="Position">Where its contents begin in the archive.</param>
/// <param name="Length">How long they are.</param>
/// <param name="Contents">The contents, until the next entry is asked for.</param>
public sealed record TarEntry(string Name, char Kind, long Position, long Length, Stream Contents)
{
    /// <summary>Whether it is a plain file.</summary>
    public bool IsFile => Kind is '0' or '\0' or '7' && !Name.EndsWith('/');

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => Kind == '5' || (Kind is '0' or '\0' && Name.EndsWith('/'));
}
