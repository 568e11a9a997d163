using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

/// <summary>The left factor: element (i, k) of segment s stands at Pointer[i·RowStride + k·StepStride + s·SegmentStride].</summary>
internal readonly unsafe record struct LeftFactor(nint Address, nint RowStride, nint StepStride, nint SegmentStride = 0)
{
    private const int Gap = 16;

    /// <summary>Whether rows past the last are readable, up to those of the tallest tile, whatever they hold.</summary>
    public bool HasSlack { get; init; }

    /// <summary>Whether it is read where it lies in memory, row after row, so that it pays to ask for the next rows while some are multiplied.</summary>
    public bool IsFar { get; init; }

    public float* Pointer => (float*)Address;

    public LeftFactor Skip(nint rows, nint steps) =>
        this with { Address = (nint)(Pointer + (rows * RowStride) + (steps * StepStride)) };

    /// <summary>Asks for some rows into the second cache; they may lie behind the last.</summary>
    public void Prefetch(nint row, int rows, int steps)
    {
        for (var end = row + rows; row < end; row++)
        {
            Streaming.Prefetch(Pointer + (row * RowStride), steps);
        }
    }

    /// <summary>Numbers that a copy of a block takes.</summary>
    public static int CopyLength(int rows, int steps) => (rows * steps) + (Gap * Math.Max(rows, steps));

    /// <summary>Copies a block of one segment, in its own order, with a gap between its lines.</summary>
    /// <param name="target">Room for <see cref="CopyLength"/> numbers.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="steps">Steps of the block.</param>
    /// <returns>The copy.</returns>
    public LeftFactor CopyTo(float* target, int rows, int steps)
    {
        var (lines, length, stride) = StepStride == 1 ? (rows, steps, RowStride) : (steps, rows, StepStride);
        for (var i = 0; i < lines; i++)
        {
            new ReadOnlySpan<float>(Pointer + (i * stride), length).CopyTo(new Span<float>(target + ((nint)i * (length + Gap)), length));
        }

        return StepStride == 1 ? new LeftFactor((nint)target, length + Gap, 1) : new LeftFactor((nint)target, 1, length + Gap);
    }
}

/// <summary>
/// The right factor in panels of <see cref="MicroKernel.Columns"/> columns: element (k, j) of panel p and segment s stands at
/// Pointer[p·PanelStride + k·StepStride + s·SegmentStride + j]. Every panel is full: columns past the last are readable,
/// whatever they hold.
/// </summary>
internal readonly unsafe record struct RightFactor(nint Address, nint PanelStride, nint StepStride, nint SegmentStride = 0)
{
    public float* Pointer => (float*)Address;
}
