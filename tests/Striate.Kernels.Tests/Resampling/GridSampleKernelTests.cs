using CsCheck;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;

namespace Striate.Kernels.Tests.Resampling;

public class GridSampleKernelTests
{
    private const double Step = 1e-6;

    [Fact]
    public void AllDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes.Append(65).Append(130).Where(size => size > 0))
        {
            Check(GridSampleGeometry.Create(2, channels, (3, 4), (1, 2), GridSampleMode.Bilinear, GridPadding.Zeros, false), 3);
        }

        Check(GridSampleGeometry.Create(0, 3, 4, 4, GridSampleMode.Bilinear, GridPadding.Zeros, false), 3);
    }

    [Fact]
    public void AllDirections_RandomSettings_EqualReference() =>
        (from mode in Gen.Enum<GridSampleMode>()
         from padding in Gen.Enum<GridPadding>()
         from alignCorners in Gen.Bool
         from input in Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5])
         from output in Gen.Select(Gen.Int[0, 3], Gen.Int[1, 3])
         from seed in Gen.ULong
         select (GridSampleGeometry.Create(2, 2, input, output, mode, padding, alignCorners), seed))
        .Sample(Check, iter: 150);

    [Fact]
    public void AllDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = GridSampleGeometry.Create(3, 70, 9, 20, GridSampleMode.Bicubic, GridPadding.Reflection, false);
        var (x, grid, dy) = (Guarded.Numbers((int)g.InputLength, 1), Guarded.Numbers((int)g.GridLength, 2), Guarded.Numbers((int)g.OutputLength, 3));
        var (y, dx, dgrid) = (new float[dy.Length], new float[x.Length], new float[grid.Length]);
        GridSampleKernel.Forward(g, x, grid, y);
        GridSampleKernel.BackwardImages(g, grid, dy, dx);
        GridSampleKernel.BackwardGrid(g, x, grid, dy, dgrid);
        return [.. y, .. dx, .. dgrid];
    });

    [Theory]
    [InlineData(GridSampleMode.Bilinear)]
    [InlineData(GridSampleMode.Nearest)]
    [InlineData(GridSampleMode.Bicubic)]
    public void Forward_PlacesThatAreNoNumbersOrFarAway_HarmNothing(GridSampleMode mode)
    {
        foreach (var padding in Enum.GetValues<GridPadding>())
        {
            var g = GridSampleGeometry.Create(1, 1, 3, (1, 4), mode, padding, false);
            var y = new Guarded(4);
            GridSampleKernel.Forward(g, Guarded.Numbers(9, 1), [float.NaN, 0, float.PositiveInfinity, 0, 1e30f, -1e30f, 0, 0], y.Span);
            Assert.Equal(float.NaN, y.Span[0]);
            Assert.True(float.IsFinite(y.Span[3]));
        }
    }

    // The kernel is linear in the images, so that their gradient is made of outputs of single pixels; the grid's is a finite difference.
    private static void Check(GridSampleGeometry g, ulong seed)
    {
        var (x, dy) = (Guarded.Numbers((int)g.InputLength, seed), Guarded.Numbers((int)g.OutputLength, seed + 1));
        var grid = AwayFromKinks(g, seed + 2);
        Compare.WithReference(
            dy.Length, y => Output(g, Compare.Widen(x), Compare.Widen(grid)).CopyTo(y), y => GridSampleKernel.Forward(g, x, grid, y), 2e-5, scale: 1);
        Compare.WithReference(
            x.Length,
            dx =>
            {
                for (var i = 0; i < dx.Length; i++)
                {
                    var pixel = new double[dx.Length];
                    pixel[i] = 1;
                    dx[i] = Dot(dy, Output(g, pixel, Compare.Widen(grid)));
                }
            },
            dx => GridSampleKernel.BackwardImages(g, grid, dy, dx),
            2e-5,
            scale: 1);
        Compare.WithReference(
            grid.Length,
            dgrid =>
            {
                for (var i = 0; i < dgrid.Length; i++)
                {
                    var (above, below) = (Compare.Widen(grid), Compare.Widen(grid));
                    above[i] += Step;
                    below[i] -= Step;
                    dgrid[i] = (Dot(dy, Output(g, Compare.Widen(x), above)) - Dot(dy, Output(g, Compare.Widen(x), below))) / (2 * Step);
                }
            },
            dgrid => GridSampleKernel.BackwardGrid(g, x, grid, dy, dgrid),
            5e-5,
            scale: 1);
    }

    // Places inside and outside of the images, at odd fractions between pixels, where the output has a slope.
    private static float[] AwayFromKinks(GridSampleGeometry g, ulong seed)
    {
        var rng = new Rng(seed);
        var grid = new float[g.GridLength];
        for (var i = 0; i < grid.Length; i++)
        {
            var size = i % 2 == 0 ? g.Input.Width : g.Input.Height;
            var place = (int)rng.NextFloat(-3, size + 3) + rng.NextFloat(0.1f, 0.4f);
            grid[i] = g.AlignCorners ? (2 * place / Math.Max(size - 1, 1)) - 1 : (((2 * place) + 1) / size) - 1;
        }

        return grid;
    }

    private static double[] Output(GridSampleGeometry g, double[] x, double[] grid)
    {
        var y = new double[g.OutputLength];
        GridSampleKernel.Reference.Forward<double>(g, x, grid, y);
        return y;
    }

    private static double Dot(float[] a, double[] b) => a.Zip(b, (p, q) => p * q).Sum();
}
