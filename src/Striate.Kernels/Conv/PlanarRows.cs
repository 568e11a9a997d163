using System.Runtime.CompilerServices;
using Striate.Kernels.Gemm;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// A band of channels-last images whose channels are taken apart: [row][channel][column], padding filled in. An output row's
/// neighbours along the row are then neighbours in memory for each tap, so that lanes can be outputs where channels are too
/// few to fill them. For windows that move by one column.
/// </summary>
internal readonly unsafe struct PlanarRows(WindowAxis rows, WindowAxis columns, int channels)
{
    /// <summary>Taps that a block may have past the last.</summary>
    public const int MostSpareTaps = 4;

    private const int Gap = 16;

    public int OutRows => rows.Output;

    public int OutColumns => columns.Output;

    /// <summary>Columns of a row of outputs, filled up to whole panels.</summary>
    public int WideColumns => (columns.Output + MicroKernel.Columns - 1) / MicroKernel.Columns * MicroKernel.Columns;

    /// <summary>Taps along a row.</summary>
    public int Taps => columns.Size;

    /// <summary>Rows of taps: row · channels + channel.</summary>
    public int Segments => rows.Size * channels;

    /// <summary>From one row of taps to the next: a row of the band, with room for a block of taps to reach past its end.</summary>
    public int Pitch => WideColumns + ((Taps + MostSpareTaps + Gap - 1) / Gap * Gap);

    /// <summary>From one output row's windows to the next one's.</summary>
    public int RowStride => rows.Stride * channels * Pitch;

    /// <summary>Numbers that a band of output rows takes.</summary>
    public int Length(int count) => RowsUsed(count) * channels * Pitch;

    /// <summary>Takes a band's rows apart.</summary>
    /// <param name="x">The images.</param>
    /// <param name="image">Which of them.</param>
    /// <param name="first">The first output row.</param>
    /// <param name="count">Output rows.</param>
    /// <param name="target">Room for <see cref="Length"/> numbers.</param>
    public void Copy<V>(float* x, int image, int first, int count, float* target)
        where V : unmanaged, IVector<V>
    {
        var y = (first * rows.Stride) - rows.Before;
        var kept = Math.Clamp(Pitch - columns.Before, 0, columns.Input);
        var (pitch, before, width) = (Pitch, columns.Before, (nint)columns.Input * channels);
        for (var row = 0; row < RowsUsed(count); row++, y++, target += channels * pitch)
        {
            Clear<V>(target, channels * pitch);
            if ((uint)y >= (uint)rows.Input)
            {
                continue;
            }

            var source = x + ((((nint)image * rows.Input) + y) * width);
            if (channels > 1)
            {
                Transposition.Copy(source, channels, kept, channels, target + before, pitch);
            }
            else if (kept >= V.Count)
            {
                Copy<V>(source, kept, target + before);
            }
            else
            {
                new ReadOnlySpan<float>(source, kept).CopyTo(new Span<float>(target + before, kept));
            }
        }
    }

    // Rows are short: calls would take as long as their work.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear<V>(float* target, int length)
        where V : unmanaged, IVector<V>
    {
        for (var i = 0; i < length; i += V.Count)
        {
            V.Store(V.Create(0), target + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<V>(float* source, int length, float* target)
        where V : unmanaged, IVector<V>
    {
        for (var i = 0; i <= length - V.Count; i += V.Count)
        {
            V.Store(V.Load(source + i), target + i);
        }

        // The last vector starts early enough to be whole.
        V.Store(V.Load(source + length - V.Count), target + length - V.Count);
    }

    private int RowsUsed(int count) => ((count - 1) * rows.Stride) + rows.Extent;
}
