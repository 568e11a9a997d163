namespace Striate.Tensors;

/// <summary>A file that could not be written, as an error of one line that names the file, the reason and what to do.</summary>
public static class WriteFailure
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>The error.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cause">What the system said.</param>
    /// <param name="kept">A sentence on what is safe; empty for none.</param>
    /// <returns>"path: not written, the disk is full. Free some space, or write to another folder."</returns>
    public static IOException At(string path, Exception cause, string kept = "")
    {
        ArgumentNullException.ThrowIfNull(cause);
        kept = kept.Length > 0 ? $" {kept}" : "";
        if (cause.HResult is NoSpaceOnUnix or NoSpaceOnWindows)
        {
            return new IOException($"{path}: not written, the disk is full.{kept} Free some space, or write to another folder.", cause);
        }

        // The system's text names the file again, sometimes by a temporary name that means nothing to the user.
        var reason = cause switch
        {
            DirectoryNotFoundException => "there is no such folder",
            UnauthorizedAccessException => "access is denied",
            _ => cause.Message.ReplaceLineEndings(" ").Split(" : '")[0].TrimEnd('.'),
        };
        return new IOException($"{path}: not written: {reason}.{kept} Check that the folder exists and may be written to.", cause);
    }
}
