using System.Runtime.Intrinsics.X86;

namespace Striate.Kernels.Vectors;

/// <summary>
/// Data that come from memory and go to memory. It is worth asking for them ahead of their use, and storing them past the
/// caches: they would not be found there later, they drive out what is still needed, and an ordinary store first reads the
/// line that it overwrites.
/// </summary>
internal static unsafe class Streaming
{
    // 8 MB: more than a core's share of the last cache on most machines.
    private const long ShortestLength = 2 * 1024 * 1024;
    private const int FloatsInLine = 16;

    /// <summary>Whether so many numbers are more than the caches keep.</summary>
    public static bool IsLong(long length) => length >= ShortestLength;

    /// <summary>
    /// Whether a store past the caches pays: the rows are long in all, and a vector is a whole aligned line. Half a line at a time,
    /// with vectors of eight, a depthwise convolution took four times as long as with ordinary stores.
    /// </summary>
    /// <param name="y">The first number.</param>
    /// <param name="length">Numbers in all.</param>
    /// <param name="rowLength">Numbers of a row.</param>
    public static bool Pays(float* y, long length, int rowLength) =>
        IsLong(length) && Simd.Width == FloatsInLine && rowLength % FloatsInLine == 0 && (nint)y % (FloatsInLine * sizeof(float)) == 0;

    /// <summary>Asks for some numbers into the second cache; they may lie behind the last.</summary>
    /// <param name="x">The first.</param>
    /// <param name="length">How many.</param>
    public static void Prefetch(float* x, nint length)
    {
        for (nint i = 0; i < length && Sse.IsSupported; i += FloatsInLine)
        {
            Sse.Prefetch1(x + i);
        }
    }
}
