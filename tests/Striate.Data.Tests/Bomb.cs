using System.Text.RegularExpressions;
using Striate.Tensors;

namespace Striate.Data.Tests;

/// <summary>Small files that unpack to more than may come out of them.</summary>
internal static class Bomb
{
    public const int Length = 300_000_000;

    /// <summary>Writes so many zeros.</summary>
    public static void Write(Stream stream)
    {
        var zeros = new byte[1_000_000];
        for (var written = 0; written < Length; written += zeros.Length)
        {
            stream.Write(zeros);
        }
    }

    /// <summary>Checks that a file is refused in one line that says its sizes, and takes no memory.</summary>
    public static void AssertRefused(string path, long packed, Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<FileFormatException>(read);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Matches(
            $"^{Regex.Escape(path)}: its {packed} bytes unpack to 3000[0-9]{{5}} or more, expected at most 268435456. Get it again, from its own source; if it is right, store it uncompressed.$", error.Message);
    }
}
