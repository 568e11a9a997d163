using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>Rows of a matrix brought to length 1, and their gradient.</summary>
public static unsafe partial class NormalizeRowsKernel
{
    /// <summary>y[i] = x[i] / max(|x[i]|, ε).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="x">rows · columns numbers.</param>
    /// <param name="epsilon">ε, above 0: the least length that a row is divided by.</param>
    /// <param name="y">As many.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(int rows, int columns, ReadOnlySpan<float> x, float epsilon, Span<float> y)
    {
        Border.Length(x, (long)rows * columns);
        Border.SameLength(x, y);
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(rows, Border.UnitsInPiece(columns), new ForwardWork(columns, px, epsilon, py));
        }
    }

    /// <summary>dx[i] = (dy[i] − y[i] · Σj dy[i,j]·y[i,j]) / |x[i]|; dy[i]/ε for rows shorter than ε.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="x">What <see cref="Forward"/> was given.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(int rows, int columns, ReadOnlySpan<float> x, float epsilon, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(x, (long)rows * columns);
        Border.SameLength(x, dy);
        Border.SameLength(x, dx);
        fixed (float* px = x, pdy = dy, pdx = dx)
        {
            Workers.ForRange(rows, Border.UnitsInPiece(columns), new BackwardWork(columns, px, epsilon, pdy, pdx));
        }
    }

    private readonly struct ForwardWork(int columns, float* x, float epsilon, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                var row = x + ((nint)i * columns);
                var size = MathF.Max(MathF.Sqrt(Row.Dot(row, row, columns)), epsilon);
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(row, columns), 1 / size, new Span<float>(y + ((nint)i * columns), columns));
            }
        }
    }

    private readonly struct BackwardWork(int columns, float* x, float epsilon, float* dy, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                float* row = x + ((nint)i * columns), gradient = dy + ((nint)i * columns);
                var size = MathF.Sqrt(Row.Dot(row, row, columns));
                var along = size > epsilon ? -Row.Dot(gradient, row, columns) / (size * size) : 0;
                var target = new Span<float>(dx + ((nint)i * columns), columns);
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(row, columns), along, new ReadOnlySpan<float>(gradient, columns), target);
                TensorPrimitives.Multiply(target, 1 / MathF.Max(size, epsilon), target);
            }
        }
    }
}
