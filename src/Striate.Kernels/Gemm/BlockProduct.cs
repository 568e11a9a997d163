using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

/// <summary>A product of two blocks on one thread, of any size: whole tiles in place, rims through a small tile of their own.</summary>
internal static unsafe class BlockProduct
{
    /// <summary>c[M×N] (+)= a[M×K] · b[K×N], summed over some segments of both; see <see cref="Depth"/>.</summary>
    public static void Run(int M, int N, int K, LeftFactor a, RightFactor b, float* c, nint ldc, bool accumulate, int segments = 1)
    {
        var depth = new Depth(K, a.RowStride, a.StepStride, b.StepStride, segments, a.SegmentStride, b.SegmentStride);
        var nr = MicroKernel.Columns;
        using var rim = Scratch.Rent(M < MicroKernel.FewestRows && !a.HasSlack ? MicroKernel.FewestRows * K * segments : 0);
        if (rim.Length > 0)
        {
            CopyRim(a, M, depth, rim.Pointer);
        }

        for (var j = 0; j < N; j += nr)
        {
            var panel = b.Pointer + (j / nr * b.PanelStride);
            var columns = Math.Min(nr, N - j);
            var tiles = columns > MicroKernel.NarrowColumns ? MicroKernel.Wide : MicroKernel.Narrow;
            for (var i = 0; i < M;)
            {
                var left = M - i;
                var shape = MicroKernel.Next(tiles, left, a.HasSlack ? MicroKernel.MostRows : M);
                if (M >= shape.Rows)
                {
                    // The last tile starts early enough to be full: some rows are computed twice.
                    var first = Math.Min(i, M - shape.Rows);
                    if (a.IsFar && j == 0)
                    {
                        a.Prefetch(i + shape.Rows, shape.Rows, K);
                    }

                    RunTile(shape, depth, a.Skip(first, 0).Pointer, panel, columns, i - first, c + (first * ldc) + j, ldc, accumulate);
                }
                else if (a.HasSlack)
                {
                    RunPart(shape, depth, a.Pointer, panel, 0, left, columns, c + j, ldc, accumulate);
                }
                else
                {
                    var copied = depth with { RowStride = 1, StepStride = MicroKernel.FewestRows, SegmentStride = (nint)K * MicroKernel.FewestRows };
                    RunPart(shape, copied, rim.Pointer, panel, 0, left, columns, c + j, ldc, accumulate);
                }

                i += shape.Rows;
            }
        }
    }

    // A tile whose first rows, twice, are computed already.
    private static void RunTile(Tile shape, in Depth depth, float* a, float* b, int columns, int twice, float* c, nint ldc, bool accumulate)
    {
        if (columns == shape.Columns && (twice == 0 || !accumulate))
        {
            shape.Run(depth, a, b, c, ldc, accumulate);
        }
        else
        {
            RunPart(shape, depth, a, b, twice, shape.Rows, columns, c, ldc, accumulate);
        }
    }

    // The rows from one to before another of a tile, which is computed beside the result.
    private static void RunPart(Tile shape, in Depth depth, float* a, float* b, int from, int to, int columns, float* c, nint ldc, bool accumulate)
    {
        var tile = stackalloc float[MicroKernel.LargestTile];
        shape.Run(depth, a, b, tile, shape.Columns, false);
        switch (Simd.Width)
        {
            case 16:
                CopyRows<Floats16>(tile, shape.Columns, from, to, columns, c, ldc, accumulate);
                break;
            case 8:
                CopyRows<Floats8>(tile, shape.Columns, from, to, columns, c, ldc, accumulate);
                break;
            default:
                CopyRows<Floats4>(tile, shape.Columns, from, to, columns, c, ldc, accumulate);
                break;
        }
    }

    private static void CopyRows<V>(float* tile, int width, int from, int to, int columns, float* c, nint ldc, bool accumulate)
        where V : unmanaged, IVector<V>
    {
        for (var i = from; i < to; i++)
        {
            for (var j = 0; j < columns; j += V.Count)
            {
                var left = columns - j;
                var source = tile + (i * width) + j;
                var target = c + (i * ldc) + j;
                var value = VectorPart.Load<V>(source, left);
                VectorPart.Store(accumulate ? VectorPart.Load<V>(target, left) + value : value, target, left);
            }
        }
    }

    // Fewer rows than a tile has: [segment][step][rows of a low tile], the missing ones zero, so that the tile reads nothing past the end.
    private static void CopyRim(LeftFactor a, int rows, in Depth depth, float* target)
    {
        for (var segment = 0; segment < depth.Segments; segment++)
        {
            var source = a.Pointer + (segment * a.SegmentStride);
            for (var k = 0; k < depth.Steps; k++, source += a.StepStride, target += MicroKernel.FewestRows)
            {
                for (var i = 0; i < MicroKernel.FewestRows; i++)
                {
                    target[i] = i < rows ? source[i * a.RowStride] : 0;
                }
            }
        }
    }
}
