namespace Striate.Data;

/// <summary>A file that lies on the net, and what it must be.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Size">Bytes; null where they are not known beforehand, and are then at most 64 MiB.</param>
/// <param name="Checksum">Its SHA-256 as 64 hexadecimal digits; or its MD5 as 32, where its publishers give no other.</param>
/// <param name="ContentChecksum">
/// The SHA-256 of what a .gz file unpacks to, where it is known: in a folder, a file that somebody has packed anew is the same.
/// </param>
public sealed record RemoteFile(Uri Address, long? Size, string Checksum, string? ContentChecksum = null)
{
    /// <summary>The last part of the address.</summary>
    public string Name => Path.GetFileName(Address.AbsolutePath);
}
