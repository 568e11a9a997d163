using CsCheck;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Kernels.Tests.Pool;

/// <summary>Random geometries of pooling windows.</summary>
internal static class PoolGeometries
{
    public static Gen<Pool2dGeometry> Any(int mostDilation) =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 20], Gen.Bool, Gen.Bool.Select(up => up ? Fit.Ceiling : Fit.Floor)),
            Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[1, 5], Gen.Int[1, 5]),
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, mostDilation], Gen.Int[1, mostDilation]),
            Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2]))
        .Where((images, sizes, steps, padding) =>
            Fits(sizes.Item1, sizes.Item3, steps.Item1, steps.Item3, padding.Item1, padding.Item2, images.Item4)
            && Fits(sizes.Item2, sizes.Item4, steps.Item2, steps.Item4, padding.Item3, padding.Item4, images.Item4))
        .Select((images, sizes, steps, padding) => Pool2dGeometry.Create(
            images.Item1, images.Item2, (sizes.Item1, sizes.Item2), (sizes.Item3, sizes.Item4), (steps.Item1, steps.Item2),
            new Padding2d(padding.Item1, padding.Item2, padding.Item3, padding.Item4), (steps.Item3, steps.Item4), images.Item4, images.Item3));

    private static bool Fits(int input, int size, int stride, int dilation, int before, int after, Fit fit) =>
        Math.Max(before, after) <= size / 2
        && (dilation * (size - 1)) + 1 <= input + before + after + (fit == Fit.Ceiling ? stride - 1 : 0);
}
