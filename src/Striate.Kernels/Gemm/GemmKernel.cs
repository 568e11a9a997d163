using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Gemm;

/// <summary>Matrix product of dense row-major matrices. Goto and van de Geijn, ACM TOMS 34(3), 2008, has the blocking.</summary>
public static unsafe partial class GemmKernel
{
    // The right factor is packed once a run in blocks of this many steps and columns: a panel of 512 × 32 floats (64 KB) passes
    // from the second cache to the registers once for every tile's rows, the block (up to 8 MB) stays in the last. Half as many steps, with
    // which the results are read and written twice as often, were 4% slower.
    private const int StepsInBlock = 512;
    private const int ColumnsInBlock = 4096;

    // Rows of a chunk: 96 is a multiple of every tile's rows; 96 × 512 floats of the left factor are 192 KB, in the second cache.
    private const int RowsInChunk = 96;

    // Where the rows give fewer chunks than this, the columns are cut as well.
    private const int FewestChunks = 8;

    // With so many columns a copy of the left factor's block pays, whose rows lie at no power of two from one another, so that they
    // do not compete for one line of the cache.
    private const int FewestColumnsForCopy = 128;

    /// <summary>C = A · B, or C += A · B.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="a">A, M·K numbers.</param>
    /// <param name="b">B, K·N numbers.</param>
    /// <param name="bias">N numbers added to every row, or empty for none.</param>
    /// <param name="c">C, M·N numbers.</param>
    /// <param name="accumulate">Adds to what <paramref name="c"/> holds instead of replacing it.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Run(in GemmGeometry g, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, Span<float> c, bool accumulate = false) =>
        Run(g, a, b, new Epilogue { Shift = bias }, c, accumulate ? 1 : 0);

    /// <summary>C = epilogue(A · B + β · C).</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="a">A, M·K numbers.</param>
    /// <param name="b">B, K·N numbers.</param>
    /// <param name="epilogue">What becomes of the results; channels are the columns of C.</param>
    /// <param name="c">C, M·N numbers.</param>
    /// <param name="beta">β; with 0 what <paramref name="c"/> holds does not count, even if it is NaN.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Run(in GemmGeometry g, ReadOnlySpan<float> a, ReadOnlySpan<float> b, in Epilogue epilogue, Span<float> c, float beta = 0)
    {
        Border.Length(a, (long)g.M * g.K);
        Border.Length(b, (long)g.K * g.N);
        Border.Length(c, (long)g.M * g.N);
        epilogue.Check(g.N, c.Length);
        if (c.Length == 0)
        {
            return;
        }

        if (beta != 0 && beta != 1)
        {
            TensorPrimitives.Multiply(c, beta, c);
        }
        else if (beta == 0 && g.K == 0)
        {
            c.Clear();
        }

        fixed (float* pa = a, pb = b, pc = c, scale = epilogue.Scale, shift = epilogue.Shift, residual = epilogue.Residual)
        {
            var finish = new EpilogueWork(scale, shift, residual, pc, epilogue.Activation);
            if (g.K == 0)
            {
                finish.Apply(pc, g.N, g.M, g.N);
            }
            else if (IsByDots(g))
            {
                RunByDots(g, pa, pb, finish, pc, beta != 0);
            }
            else
            {
                RunByTiles(g, pa, pb, finish, pc, beta != 0);
            }
        }
    }

    private static void RunByTiles(in GemmGeometry g, float* a, float* b, EpilogueWork epilogue, float* c, bool accumulate)
    {
        var left = g.TransposeA ? new LeftFactor((nint)a, 1, g.M) : new LeftFactor((nint)a, g.K, 1);
        var nr = MicroKernel.Columns;
        using var packed = Scratch.Rent(Math.Min(StepsInBlock, g.K) * Rounding.Up(Math.Min(ColumnsInBlock, g.N), nr));
        for (var j = 0; j < g.N; j += ColumnsInBlock)
        {
            var columns = Math.Min(ColumnsInBlock, g.N - j);
            for (var k = 0; k < g.K; k += StepsInBlock)
            {
                var steps = Math.Min(StepsInBlock, g.K - k);
                var panels = MicroKernel.Panels(columns);
                Workers.ForRange(panels, Border.UnitsInPiece(steps * nr), g.TransposeB
                    ? new PackPanel(b + ((long)j * g.K) + k, 1, g.K, columns, steps, packed.Pointer)
                    : new PackPanel(b + ((long)k * g.N) + j, g.N, 1, columns, steps, packed.Pointer));

                var rowChunks = (g.M + RowsInChunk - 1) / RowsInChunk;
                var columnChunks = rowChunks >= FewestChunks ? 1 : Math.Min(panels, FewestChunks / rowChunks);
                var panelsInChunk = (panels + columnChunks - 1) / columnChunks;
                Workers.For(rowChunks * columnChunks, new ProductChunk(
                    g.M, columns, steps, left.Skip(0, k), packed.Pointer, c + j, g.N, rowChunks, panelsInChunk,
                    accumulate || k > 0, k + steps == g.K ? epilogue.Skip(j) : default));
            }
        }
    }

    /// <summary>Packs one panel of the right factor: [steps][columns of a tile], missing columns zero.</summary>
    private readonly struct PackPanel(float* b, nint stepStride, nint columnStride, int columns, int steps, float* packed) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var panel = start; panel < start + length; panel++)
            {
                Run(panel);
            }
        }

        private void Run(int panel)
        {
            var nr = MicroKernel.Columns;
            var (first, count) = (panel * nr, Math.Min(nr, columns - (panel * nr)));
            var target = packed + ((nint)panel * steps * nr);
            var source = b + (first * columnStride);
            if (count < nr)
            {
                new Span<float>(target, steps * nr).Clear();
            }

            if (stepStride == 1)
            {
                Transposition.Copy(source, columnStride, count, steps, target, nr);
                return;
            }

            for (var k = 0; k < steps; k++, target += nr, source += stepStride)
            {
                new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));
            }
        }
    }

    private readonly struct ProductChunk(
        int M, int columns, int steps, LeftFactor a, float* packed, float* c, int ldc, int rowChunks, int panelsInChunk, bool accumulate, EpilogueWork epilogue)
        : IChunkedWork
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

            var rows = Math.Min(RowsInChunk, M - row);
            var columnsInChunk = Math.Min(panelsInChunk * nr, columns - column);
            var right = new RightFactor((nint)(packed + ((nint)panel * steps * nr)), (nint)steps * nr, nr);
            var left = a.Skip(row, 0);
            using var copy = Scratch.Rent(columnsInChunk >= FewestColumnsForCopy ? LeftFactor.CopyLength(rows, steps) : 0);
            if (copy.Length > 0)
            {
                left = left.CopyTo(copy.Pointer, rows, steps);
            }

            var target = c + ((nint)row * ldc) + column;
            BlockProduct.Run(rows, columnsInChunk, steps, left, right, target, ldc, accumulate);
            epilogue.Skip(column).Apply(target, ldc, rows, columnsInChunk);
        }
    }
}
