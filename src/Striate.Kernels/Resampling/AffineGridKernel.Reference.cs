using System.Numerics;

namespace Striate.Kernels.Resampling;

public static unsafe partial class AffineGridKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int N, int H, int W, bool alignCorners, ReadOnlySpan<T> theta, Span<T> grid)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var number = 0; number < N * H * W * 2; number++)
            {
                var (coordinate, j, i) = (number % 2, number / 2 % W, number / 2 / W % H);
                var map = theta.Slice((number / 2 / W / H * 6) + (coordinate * 3), 3);
                grid[number] = (map[0] * Base<T>(j, W, alignCorners)) + (map[1] * Base<T>(i, H, alignCorners)) + map[2];
            }
        }

        private static T Base<T>(int place, int size, bool alignCorners)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var first = alignCorners ? -1 : (1.0 / size) - 1;
            return T.CreateChecked(size == 1 ? 0 : first - (2 * first * place / (size - 1)));
        }
    }
}
