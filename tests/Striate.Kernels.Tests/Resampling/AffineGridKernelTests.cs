using CsCheck;
using Striate.Kernels.Resampling;

namespace Striate.Kernels.Tests.Resampling;

public class AffineGridKernelTests
{
    [Fact]
    public void BothDirections_RandomSizes_EqualReference() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Bool).Sample(Check, iter: 100);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (grid, dtheta) = (new float[5 * 90 * 80 * 2], new float[5 * 6]);
        AffineGridKernel.Forward(5, 90, 80, false, Guarded.Numbers(dtheta.Length, 1), grid);
        AffineGridKernel.Backward(5, 90, 80, false, Guarded.Numbers(grid.Length, 2), dtheta);
        return [.. grid, .. dtheta];
    });

    // The grid is linear in the maps, so that their gradient is made of grids of single numbers.
    private static void Check(int n, int height, int width, bool alignCorners)
    {
        var (theta, dgrid) = (Guarded.Numbers(n * 6, 1), Guarded.Numbers(n * height * width * 2, 2));
        Compare.WithReference(
            dgrid.Length,
            grid => AffineGridKernel.Reference.Forward(n, height, width, alignCorners, Compare.Widen(theta), grid),
            grid => AffineGridKernel.Forward(n, height, width, alignCorners, theta, grid),
            scale: 1);
        Compare.WithReference(
            theta.Length,
            dtheta =>
            {
                for (var i = 0; i < dtheta.Length; i++)
                {
                    var (number, grid) = (new double[theta.Length], new double[dgrid.Length]);
                    number[i] = 1;
                    AffineGridKernel.Reference.Forward<double>(n, height, width, alignCorners, number, grid);
                    dtheta[i] = dgrid.Zip(grid, (p, q) => p * q).Sum();
                }
            },
            dtheta => AffineGridKernel.Backward(n, height, width, alignCorners, dgrid, dtheta),
            scale: 1);
    }
}
