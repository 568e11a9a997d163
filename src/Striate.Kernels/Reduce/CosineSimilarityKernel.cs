using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>Cosines of the angles between the rows of two matrices, and their gradients.</summary>
public static unsafe partial class CosineSimilarityKernel
{
    /// <summary>y[i] = Σj a[i,j]·b[i,j] / (max(|a[i]|, ε) · max(|b[i]|, ε)).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="a">rows · columns numbers.</param>
    /// <param name="b">As many.</param>
    /// <param name="epsilon">ε, above 0: the least length that a row is divided by.</param>
    /// <param name="y">A cosine for each row.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(int rows, int columns, ReadOnlySpan<float> a, ReadOnlySpan<float> b, float epsilon, Span<float> y)
    {
        Border.Length(a, (long)rows * columns);
        Border.SameLength(a, b);
        Border.Length(y, rows);
        fixed (float* pa = a, pb = b, py = y)
        {
            Workers.ForRange(rows, Border.UnitsInPiece(columns), new ForwardWork(columns, pa, pb, epsilon, py));
        }
    }

    /// <summary>The gradient by a: da[i] = dy[i] · (b[i]/|b[i]| − y[i]·a[i]/|a[i]|) / |a[i]|. That by b is the same with the two exchanged.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="a">What <see cref="Forward"/> was given.</param>
    /// <param name="b">What <see cref="Forward"/> was given.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="y">What <see cref="Forward"/> returned.</param>
    /// <param name="dy">Gradient of the cosines.</param>
    /// <param name="da">Gradient of a, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(
        int rows, int columns, ReadOnlySpan<float> a, ReadOnlySpan<float> b, float epsilon, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> da)
    {
        Border.Length(a, (long)rows * columns);
        Border.SameLength(a, b);
        Border.SameLength(a, da);
        Border.Length(y, rows);
        Border.SameLength(y, dy);
        fixed (float* pa = a, pb = b, py = y, pdy = dy, pda = da)
        {
            Workers.ForRange(rows, Border.UnitsInPiece(columns), new BackwardWork(columns, pa, pb, epsilon, py, pdy, pda));
        }
    }

    private static float Length(float* row, int columns) => MathF.Sqrt(Row.Dot(row, row, columns));

    private readonly struct ForwardWork(int columns, float* a, float* b, float epsilon, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                float* left = a + ((nint)i * columns), right = b + ((nint)i * columns);
                y[i] = Row.Dot(left, right, columns) / (MathF.Max(Length(left, columns), epsilon) * MathF.Max(Length(right, columns), epsilon));
            }
        }
    }

    private readonly struct BackwardWork(int columns, float* a, float* b, float epsilon, float* y, float* dy, float* da) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                float* left = a + ((nint)i * columns), right = b + ((nint)i * columns);
                var (ofLeft, ofRight) = (Length(left, columns), MathF.Max(Length(right, columns), epsilon));

                // A row shorter than ε is divided by ε, whatever its length.
                var along = ofLeft > epsilon ? -dy[i] * y[i] / (ofLeft * ofLeft) : 0;
                var target = new Span<float>(da + ((nint)i * columns), columns);
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(left, columns), along, target);
                TensorPrimitives.MultiplyAdd(
                    new ReadOnlySpan<float>(right, columns), dy[i] / (MathF.Max(ofLeft, epsilon) * ofRight), target, target);
            }
        }
    }
}
