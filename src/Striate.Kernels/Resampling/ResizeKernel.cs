using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Resampling;

/// <summary>Resizing of channels-last images by weighted sums along columns and then along rows, and its gradient. Lanes are channels.</summary>
public static unsafe partial class ResizeKernel
{
    /// <summary>y[n,c,i,j] = Σ wᵢ[u] · wⱼ[v] · x[n,c,u,v] over the inputs u of row i and v of column j.</summary>
    /// <param name="g">Sizes.</param>
    /// <param name="x">Images, [N, C, H, W] channels-last.</param>
    /// <param name="y">Output, [N, C, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(in ResizeGeometry g, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, g.InputLength);
        Border.Length(y, g.OutputLength);
        var (C, rows, columns) = (g.Channels, g.Rows, g.Columns);
        fixed (float* px = x, py = y, rowWeights = rows.Weights, columnWeights = columns.Weights)
        {
            fixed (int* rowFirsts = rows.Firsts, rowCounts = rows.Counts, columnFirsts = columns.Firsts, columnCounts = columns.Counts)
            {
                Workers.ForRange(
                    g.N * rows.Output,
                    Border.UnitsInPiece(C * Math.Max(columns.Input, columns.Output)),
                    new Rows(
                        C,
                        new Table(rows.Input, rows.Output, rows.Reach, rowFirsts, rowCounts, rowWeights),
                        new Table(columns.Input, columns.Output, columns.Reach, columnFirsts, columnCounts, columnWeights),
                        px,
                        py));
            }
        }
    }

    /// <summary>Each output's gradient, times the weights, goes to the inputs that it was made of: the same sums, by the transposed tables.</summary>
    /// <param name="g">Sizes.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the images, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(in ResizeGeometry g, ReadOnlySpan<float> dy, Span<float> dx) => Forward(g.Transpose(), dy, dx);

    private readonly struct Table(int input, int output, int reach, int* firsts, int* counts, float* weights)
    {
        public int Input => input;

        public int Output => output;

        /// <summary>The outputs from one to the last before another; neighbouring inputs and outputs are <paramref name="C"/> numbers apart.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Sum<V>(int from, int to, int C, float* x, float* y)
            where V : unmanaged, IVector<V>
        {
            for (var i = from; i < to; i++, y += C)
            {
                var window = x + ((nint)firsts[i] * C);
                var weight = weights + ((nint)i * reach);
                var count = counts[i];
                for (var c = 0; c < C; c += V.Count)
                {
                    var place = window + c;
                    var sum = V.Create(0);
                    for (var k = 0; k < count; k++, place += C)
                    {
                        sum = V.MultiplyAdd(V.Create(weight[k]), VectorPart.Load<V>(place, C - c), sum);
                    }

                    VectorPart.Store(sum, y + c, C - c);
                }
            }
        }
    }

    private readonly struct Rows(int C, Table rows, Table columns, float* x, float* y) : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var down = columns.Input * C;
            using var between = Scratch.Rent(down);
            for (var row = start; row < start + length; row++)
            {
                var (n, i) = Math.DivRem(row, rows.Output);
                rows.Sum<V>(i, i + 1, down, x + ((nint)n * rows.Input * down), between.Pointer);
                columns.Sum<V>(0, columns.Output, C, between.Pointer, y + ((nint)row * columns.Output * C));
            }
        }
    }
}
