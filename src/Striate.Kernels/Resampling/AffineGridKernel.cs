using Striate.Kernels.Threading;

namespace Striate.Kernels.Resampling;

/// <summary>Grids of places that affine maps give, and their gradient.</summary>
public static unsafe partial class AffineGridKernel
{
    /// <summary>grid[n,i,j] = θ[n] · (x(j), y(i), 1), where x and y go from −1 to 1.</summary>
    /// <param name="N">Maps.</param>
    /// <param name="H">Rows of a grid.</param>
    /// <param name="W">Columns of a grid.</param>
    /// <param name="alignCorners">Whether −1 and 1 are the centres of the outermost pixels; else they are their edges.</param>
    /// <param name="theta">Maps, [N, 2, 3].</param>
    /// <param name="grid">Places, [N, H, W, 2]: x, then y.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(int N, int H, int W, bool alignCorners, ReadOnlySpan<float> theta, Span<float> grid)
    {
        Border.Length(theta, N * 6L);
        Border.Length(grid, (long)N * H * W * 2);
        fixed (float* maps = theta, places = grid)
        {
            Workers.ForRange(N * H, Border.UnitsInPiece(W * 2), new ForwardRows(H, W, alignCorners, maps, places));
        }
    }

    /// <summary>dθ[n] = Σ dgrid[n,i,j] · (x(j), y(i), 1)ᵀ.</summary>
    /// <param name="N">Maps.</param>
    /// <param name="H">Rows of a grid.</param>
    /// <param name="W">Columns of a grid.</param>
    /// <param name="alignCorners">As in <see cref="Forward"/>.</param>
    /// <param name="dgrid">Gradient of the places.</param>
    /// <param name="dtheta">Gradient of the maps, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(int N, int H, int W, bool alignCorners, ReadOnlySpan<float> dgrid, Span<float> dtheta)
    {
        Border.Length(dgrid, (long)N * H * W * 2);
        Border.Length(dtheta, N * 6L);
        fixed (float* places = dgrid, maps = dtheta)
        {
            Workers.For(N, new BackwardMap(H, W, alignCorners, places, maps));
        }
    }

    // The number, from −1 to 1, of a place's centre.
    private static float At(int place, int size, bool alignCorners) =>
        !alignCorners ? (((2 * place) + 1f) / size) - 1 : size == 1 ? 0 : (2f * place / (size - 1)) - 1;

    private readonly struct ForwardRows(int H, int W, bool alignCorners, float* theta, float* grid) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var row = start; row < start + length; row++)
            {
                var (n, i) = Math.DivRem(row, H);
                var map = theta + ((nint)n * 6);
                var place = grid + ((nint)row * W * 2);
                var y = At(i, H, alignCorners);
                for (var j = 0; j < W; j++, place += 2)
                {
                    var x = At(j, W, alignCorners);
                    place[0] = (map[0] * x) + (map[1] * y) + map[2];
                    place[1] = (map[3] * x) + (map[4] * y) + map[5];
                }
            }
        }
    }

    private readonly struct BackwardMap(int H, int W, bool alignCorners, float* dgrid, float* dtheta) : IChunkedWork
    {
        public void Run(int n)
        {
            var place = dgrid + ((nint)n * H * W * 2);
            var sums = stackalloc double[6];
            new Span<double>(sums, 6).Clear();
            for (var i = 0; i < H; i++)
            {
                var y = At(i, H, alignCorners);
                for (var j = 0; j < W; j++, place += 2)
                {
                    var x = At(j, W, alignCorners);
                    for (var k = 0; k < 2; k++)
                    {
                        sums[3 * k] += place[k] * x;
                        sums[(3 * k) + 1] += place[k] * y;
                        sums[(3 * k) + 2] += place[k];
                    }
                }
            }

            for (var k = 0; k < 6; k++)
            {
                dtheta[((nint)n * 6) + k] = (float)sums[k];
            }
        }
    }
}
