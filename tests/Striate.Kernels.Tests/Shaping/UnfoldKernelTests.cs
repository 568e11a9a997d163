using CsCheck;
using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;

namespace Striate.Kernels.Tests.Shaping;

public class UnfoldKernelTests
{
    [Fact]
    public void BothDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes.Where(size => size > 0))
        {
            Check(UnfoldGeometry.Create(2, channels, (9, 10), 3, 2, 1, 1));
        }

        Check(UnfoldGeometry.Create(0, 3, 5, 2, 1, 0, 1));
    }

    [Fact]
    public void BothDirections_RandomGeometries_EqualReference() =>
        (from channels in Gen.Int[1, 6]
         from input in Gen.Select(Gen.Int[3, 9], Gen.Int[3, 9])
         from kernel in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3])
         from stride in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3])
         from padding in Gen.Int[2, 4].Array[4]
         from dilation in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3])
         select UnfoldGeometry.Create(2, channels, input, kernel, stride, new Padding2d(padding[0], padding[1], padding[2], padding[3]), dilation))
        .Sample(Check, iter: 200);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = UnfoldGeometry.Create(9, 20, 13, 3, 1, 1, 1);
        var (patches, image) = (new float[g.PatchLength], new float[g.ImageLength]);
        UnfoldKernel.Unfold(g, Guarded.Numbers(image.Length, 1), patches);
        UnfoldKernel.Fold(g, Guarded.Numbers(patches.Length, 2), image);
        return [.. patches, .. image];
    });

    private static void Check(UnfoldGeometry g)
    {
        var x = Guarded.Numbers((int)g.ImageLength, 1);
        var patches = Guarded.Numbers((int)g.PatchLength, 2);
        Compare.WithReference(
            patches.Length, y => UnfoldKernel.Reference.Unfold(g, Compare.Widen(x), y), y => UnfoldKernel.Unfold(g, x, y), tolerance: 0);
        Compare.WithReference(
            x.Length, y => UnfoldKernel.Reference.Fold(g, Compare.Widen(patches), y), y => UnfoldKernel.Fold(g, patches, y), scale: 1);
    }
}
