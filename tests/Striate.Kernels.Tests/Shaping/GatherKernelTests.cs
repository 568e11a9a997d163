using CsCheck;
using Striate.Kernels.Shaping;

namespace Striate.Kernels.Tests.Shaping;

public class GatherKernelTests
{
    [Fact]
    public void BothDirections_RandomSizes_EqualReference() =>
        (from rank in Gen.Int[1, 4]
         from sizes in Gen.Int[1, 6].Array[rank]
         from cut in Gen.Int[0, 1].Array[rank]
         from axis in Gen.Int[0, rank - 1]
         from count in Gen.Int[0, 9]
         from seed in Gen.ULong
         select (sizes, cut, axis, count, seed))
        .Sample((sizes, cut, axis, count, seed) => Check(sizes, cut, axis, count, seed), iter: 200);

    [Fact]
    public void Forward_LinesThatDoNotFit_SaysSo() => Assert.Equal(
        "lines along axis 1 of [2, 3] from 0, strides [3, 1] do not go to those of [1, 3] from 0, strides [3, 1]: all other sizes must be equal.",
        Assert.Throws<ShapeException>(() => GatherKernel.Forward(
            1, StridedView.Dense(2, 3), new float[6], StridedView.Dense(1, 3), new float[3], new float[3])).Message);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (from, to) = (StridedView.Dense(300, 50, 7), StridedView.Dense(300, 90, 7));
        float[] places = [.. Enumerable.Range(0, to.Length).Select(i => (float)(i * 7 % 50))];
        var (y, dx) = (new float[to.Length], new float[from.Length]);
        GatherKernel.Forward(1, from, Guarded.Numbers(dx.Length, 1), to, places, y);
        GatherKernel.Backward(1, from, Guarded.Numbers(y.Length, 2), to, places, dx);
        return [.. y, .. dx];
    });

    private static void Check(int[] sizes, int[] cut, int axis, int count, ulong seed)
    {
        var whole = StridedView.Dense(sizes);
        var from = whole;
        for (var other = 0; other < sizes.Length; other++)
        {
            from = other == axis ? from : from.Slice(other, 0, sizes[other] - cut[other]);
        }

        var shape = from.Sizes.ToArray();
        shape[axis] = count;
        var to = StridedView.Dense(shape);
        var rng = new Rng(seed);
        float[] places = [.. Enumerable.Range(0, to.Length).Select(_ => (float)(int)rng.NextFloat(0, sizes[axis]))];
        var (x, dy) = (Guarded.Numbers(whole.Length, 1), Guarded.Numbers(to.Length, 2));
        Compare.WithReference(
            dy.Length,
            y => GatherKernel.Reference.Forward(axis, from, Compare.Widen(x), to, places, y),
            y => GatherKernel.Forward(axis, from, x, to, places, y),
            tolerance: 0);
        Compare.WithReference(
            x.Length,
            dx => GatherKernel.Reference.Backward(axis, from, Compare.Widen(dy), to, places, dx),
            dx =>
            {
                dx.Clear();
                GatherKernel.Backward(axis, from, dy, to, places, dx);
            },
            scale: 1);
    }
}
