using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Gemm;

/// <summary>Matrix product of dense row-major matrices. Goto and van de Geijn, ACM TOMS 34(3), 2008, has the blocking.</summary>
public static unsafe partial class GemmKernel
{
    // The right factor is packed once a run in blocks of this many steps and columns: a panel of 256 × 16 floats (16 KB)
    // stays in the first cache while the rows of a chunk pass over it, the block (up to 4 MB) in the last.
    private const int StepsInBlock = 256;
    private const int ColumnsInBlock = 4096;

    // Rows of a chunk: 96 is a multiple of every tile's rows; 96 × 256 floats of the left factor are 96 KB, in the second cache.
    private const int RowsInChunk = 96;

    // Where the rows give fewer chunks than this, the columns are cut as well.
    private const int FewestChunks = 8;

    /// <summary>C = A · B, or C += A · B.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="a">A, M·K numbers.</param>
    /// <param name="b">B, K·N numbers.</param>
    /// <param name="bias">N numbers added to every row, or empty for none.</param>
    /// <param name="c">C, M·N numbers.</param>
    /// <param name="accumulate">Adds to what <paramref name="c"/> holds instead of replacing it.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Run(in GemmGeometry g, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, Span<float> c, bool accumulate = false)
    {
        Border.Length(a, (long)g.M * g.K);
        Border.Length(b, (long)g.K * g.N);
        Border.Length(c, (long)g.M * g.N);
        Border.LengthOrEmpty(bias, g.N);
        if (c.Length == 0)
        {
            return;
        }

        fixed (float* pa = a, pb = b, pc = c, pbias = bias)
        {
            Start(g.M, g.N, pbias, pc, accumulate);
            var left = g.TransposeA ? new LeftFactor((nint)pa, 1, g.M) : new LeftFactor((nint)pa, g.K, 1);
            var nr = MicroKernel.Columns;
            using var packed = Scratch.Rent(Math.Min(StepsInBlock, g.K) * Round(Math.Min(ColumnsInBlock, g.N), nr));
            for (var j = 0; j < g.N; j += ColumnsInBlock)
            {
                var columns = Math.Min(ColumnsInBlock, g.N - j);
                for (var k = 0; k < g.K; k += StepsInBlock)
                {
                    var steps = Math.Min(StepsInBlock, g.K - k);
                    var source = g.TransposeB ? pb + ((long)j * g.K) + k : pb + ((long)k * g.N) + j;
                    Workers.For((columns + nr - 1) / nr, g.TransposeB
                        ? new PackPanel(source, 1, g.K, columns, steps, packed.Pointer)
                        : new PackPanel(source, g.N, 1, columns, steps, packed.Pointer));

                    var rowChunks = (g.M + RowsInChunk - 1) / RowsInChunk;
                    var panels = (columns + nr - 1) / nr;
                    var columnChunks = rowChunks >= FewestChunks ? 1 : Math.Min(panels, FewestChunks / rowChunks);
                    var panelsInChunk = (panels + columnChunks - 1) / columnChunks;
                    Workers.For(rowChunks * columnChunks, new ProductChunk(
                        g.M, columns, steps, left.Skip(0, k), packed.Pointer, pc + j, g.N, rowChunks, panelsInChunk));
                }
            }
        }
    }

    private static int Round(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    // The blocks of the depth add up in c, so that it starts from the bias or from zero.
    private static void Start(int M, int N, float* bias, float* c, bool accumulate)
    {
        var row = new ReadOnlySpan<float>(bias, N);
        for (var i = 0; i < M; i++)
        {
            var target = new Span<float>(c + ((long)i * N), N);
            if (bias is null)
            {
                if (!accumulate)
                {
                    target.Clear();
                }
            }
            else if (accumulate)
            {
                TensorPrimitives.Add(target, row, target);
            }
            else
            {
                row.CopyTo(target);
            }
        }
    }

    /// <summary>Packs one panel of the right factor: [steps][columns of a tile], missing columns zero.</summary>
    internal readonly struct PackPanel(float* b, nint stepStride, nint columnStride, int columns, int steps, float* packed) : IChunkedWork
    {
        public void Run(int panel)
        {
            var nr = MicroKernel.Columns;
            var (first, count) = (panel * nr, Math.Min(nr, columns - (panel * nr)));
            var target = packed + ((nint)panel * steps * nr);
            var source = b + (first * columnStride);
            for (var k = 0; k < steps; k++, target += nr, source += stepStride)
            {
                if (columnStride == 1)
                {
                    new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));
                }
                else
                {
                    for (var j = 0; j < count; j++)
                    {
                        target[j] = source[j * columnStride];
                    }
                }

                new Span<float>(target + count, nr - count).Clear();
            }
        }
    }

    private readonly struct ProductChunk(
        int M, int columns, int steps, LeftFactor a, float* packed, float* c, int ldc, int rowChunks, int panelsInChunk) : IChunkedWork
    {
        public void Run(int chunk)
        {
            var nr = MicroKernel.Columns;
            var row = chunk % rowChunks * RowsInChunk;
            var panel = chunk / rowChunks * panelsInChunk;
            var column = panel * nr;
            if (column >= columns)
            {
                return;
            }

            var right = new RightFactor((nint)(packed + ((nint)panel * steps * nr)), (nint)steps * nr, nr);
            BlockProduct.Run(
                Math.Min(RowsInChunk, M - row),
                Math.Min(panelsInChunk * nr, columns - column),
                steps,
                a.Skip(row, 0),
                right,
                c + ((nint)row * ldc) + column,
                ldc,
                accumulate: true);
        }
    }
}
