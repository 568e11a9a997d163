using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>Softmax along the rows of a matrix, and its gradient.</summary>
public static unsafe partial class SoftmaxKernel
{
    /// <summary>y[i, j] = exp(x[i, j]) / Σk exp(x[i, k]), computed without overflow.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="x">rows · columns numbers.</param>
    /// <param name="y">As many; each row sums to 1.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(int rows, int columns, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, (long)rows * columns);
        Border.SameLength(x, y);
        if (!x.IsEmpty)
        {
            fixed (float* px = x, py = y)
            {
                Workers.ForRange(rows, Math.Max(Border.Grain / columns, 1), new ForwardWork(columns, px, py));
            }
        }
    }

    /// <summary>dx[i, j] = y[i, j] · (dy[i, j] − Σk dy[i, k] · y[i, k]).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="y">What <see cref="Forward"/> returned.</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(int rows, int columns, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(y, (long)rows * columns);
        Border.SameLength(y, dy);
        Border.SameLength(y, dx);
        if (!y.IsEmpty)
        {
            fixed (float* py = y, pdy = dy, pdx = dx)
            {
                Workers.ForRange(rows, Math.Max(Border.Grain / columns, 1), new BackwardWork(columns, py, pdy, pdx));
            }
        }
    }

    private readonly struct ForwardWork(int columns, float* x, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                var source = new ReadOnlySpan<float>(x + ((nint)i * columns), columns);
                var target = new Span<float>(y + ((nint)i * columns), columns);
                TensorPrimitives.Subtract(source, TensorPrimitives.Max(source), target);
                TensorPrimitives.Exp(target, target);
                TensorPrimitives.Multiply(target, 1 / Row.Sum(y + ((nint)i * columns), columns), target);
            }
        }
    }

    private readonly struct BackwardWork(int columns, float* y, float* dy, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                var row = (nint)i * columns;
                var dot = Row.Dot(dy + row, y + row, columns);
                var target = new Span<float>(dx + row, columns);
                TensorPrimitives.Subtract(new ReadOnlySpan<float>(dy + row, columns), dot, target);
                TensorPrimitives.Multiply(target, new ReadOnlySpan<float>(y + row, columns), target);
            }
        }
    }
}
