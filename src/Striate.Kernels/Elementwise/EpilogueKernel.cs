using Striate.Kernels.Threading;

namespace Striate.Kernels.Elementwise;

/// <summary>
/// An epilogue on its own, for numbers that lie in memory: bias, batch normalisation, a residual sum and an activation are
/// all cases of it, and any of them together take one pass.
/// </summary>
public static unsafe partial class EpilogueKernel
{
    /// <summary>y[i,c] = activation(x[i,c] · scale[c] + shift[c] + residual[i,c]); a NaN stays NaN.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="channels">Channels, the columns.</param>
    /// <param name="x">rows · channels numbers.</param>
    /// <param name="epilogue">What to do.</param>
    /// <param name="y">rows · channels numbers; may be the same memory as <paramref name="x"/> or the residual.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Run(int rows, int channels, ReadOnlySpan<float> x, in Epilogue epilogue, Span<float> y)
    {
        Border.Length(x, (long)rows * channels);
        Border.SameLength(x, y);
        epilogue.Check(channels, y.Length);
        if (epilogue.Scale.IsEmpty && epilogue.Shift.IsEmpty)
        {
            // Without channels all is one row, so that few of them need no short vectors.
            (rows, channels) = (1, x.Length);
        }

        fixed (float* px = x, py = y, scale = epilogue.Scale, shift = epilogue.Shift, residual = epilogue.Residual)
        {
            var work = new EpilogueWork(scale, shift, residual, py, epilogue.Activation);
            if (work.IsEmpty && px == py)
            {
                return;
            }

            if (rows == 1)
            {
                Workers.ForRange(channels, Border.Grain, new Columns(px, work, py));
            }
            else
            {
                Workers.ForRange(rows, Border.UnitsInPiece(channels), new Rows(px, channels, work, py));
            }
        }
    }

    private readonly struct Rows(float* x, int channels, EpilogueWork epilogue, float* y) : IRangeWork
    {
        public void Run(int start, int length) =>
            epilogue.Apply(x + ((nint)start * channels), y + ((nint)start * channels), channels, length, channels);
    }

    private readonly struct Columns(float* x, EpilogueWork epilogue, float* y) : IRangeWork
    {
        public void Run(int start, int length) => epilogue.Skip(start).Apply(x + start, y + start, length, 1, length);
    }
}
