using Striate.Kernels.Threading;

namespace Striate.Kernels;

/// <summary>Reorders images between row-major (N, C, HW) and channels-last (N, HW, C): a transposition of each image.</summary>
public static unsafe partial class LayoutKernel
{
    /// <summary>(N, C, HW) to (N, HW, C).</summary>
    /// <param name="N">Images.</param>
    /// <param name="C">Channels.</param>
    /// <param name="HW">Pixels of an image.</param>
    /// <param name="x">Numbers in row-major order.</param>
    /// <param name="y">Numbers in channels-last order.</param>
    public static void ToChannelsLast(int N, int C, int HW, ReadOnlySpan<float> x, Span<float> y) => Transpose(N, C, HW, x, y);

    /// <summary>(N, HW, C) to (N, C, HW).</summary>
    /// <param name="N">Images.</param>
    /// <param name="C">Channels.</param>
    /// <param name="HW">Pixels of an image.</param>
    /// <param name="x">Numbers in channels-last order.</param>
    /// <param name="y">Numbers in row-major order.</param>
    public static void ToRowMajor(int N, int C, int HW, ReadOnlySpan<float> x, Span<float> y) => Transpose(N, HW, C, x, y);

    private static void Transpose(int N, int rows, int columns, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, (long)N * rows * columns);
        Border.SameLength(x, y);
        if (rows == 1 || columns == 1)
        {
            x.CopyTo(y);
            return;
        }

        fixed (float* px = x, py = y)
        {
            Workers.For(N, new TransposeImage(px, py, rows, columns));
        }
    }

    private readonly struct TransposeImage(float* x, float* y, int rows, int columns) : IChunkedWork
    {
        public void Run(int image)
        {
            var start = (nint)image * rows * columns;
            Transposition.Copy(x + start, columns, rows, columns, y + start, rows);
        }
    }
}
