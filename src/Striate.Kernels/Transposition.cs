using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Striate.Kernels;

/// <summary>Transposes a matrix from one place in memory to another.</summary>
internal static unsafe class Transposition
{
    // Blocks of 32 × 32: both sides of one stay in the first cache, whatever the strides.
    private const int Block = 32;

    /// <summary>target[j·targetStride + i] = source[i·sourceStride + j].</summary>
    /// <param name="source">The matrix.</param>
    /// <param name="sourceStride">Distance of its rows.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="target">Where to.</param>
    /// <param name="targetStride">Distance of the target's rows.</param>
    public static void Copy(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
    {
        for (var i = 0; i < rows; i += Block)
        {
            for (var j = 0; j < columns; j += Block)
            {
                CopyBlock(
                    source + (i * sourceStride) + j, sourceStride, Math.Min(Block, rows - i), Math.Min(Block, columns - j),
                    target + (j * targetStride) + i, targetStride);
            }
        }
    }

    private static void CopyBlock(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
    {
        if (!Sse.IsSupported || rows < 4 || columns < 4)
        {
            CopyNumbers(source, sourceStride, rows, columns, target, targetStride);
            return;
        }

        // The last four start early enough to be whole: some are copied twice.
        for (var i = 0; i < rows; i += 4)
        {
            var row = Math.Min(i, rows - 4);
            for (var j = 0; j < columns; j += 4)
            {
                var column = Math.Min(j, columns - 4);
                Copy4x4(source + (row * sourceStride) + column, sourceStride, target + (column * targetStride) + row, targetStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy4x4(float* source, nint sourceStride, float* target, nint targetStride)
    {
        var (a, b) = (Vector128.Load(source), Vector128.Load(source + sourceStride));
        var (c, d) = (Vector128.Load(source + (2 * sourceStride)), Vector128.Load(source + (3 * sourceStride)));
        var (ab01, ab23) = (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b));
        var (cd01, cd23) = (Sse.UnpackLow(c, d), Sse.UnpackHigh(c, d));
        Sse.MoveLowToHigh(ab01, cd01).Store(target);
        Sse.MoveHighToLow(cd01, ab01).Store(target + targetStride);
        Sse.MoveLowToHigh(ab23, cd23).Store(target + (2 * targetStride));
        Sse.MoveHighToLow(cd23, ab23).Store(target + (3 * targetStride));
    }

    private static void CopyNumbers(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                target[(j * targetStride) + i] = source[(i * sourceStride) + j];
            }
        }
    }
}
