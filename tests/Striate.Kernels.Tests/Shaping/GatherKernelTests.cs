using CsCheck;
using Striate.Kernels.Shaping;
using Striate.Kernels.Tests.Reduce;

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
    public void BothDirections_OddSizes_AreTransposesOfEachOther()
    {
        foreach (var g in AxisGeometries.Odd.Where(g => g.Length > 0))
        {
            var (from, to) = (StridedView.Dense(g.Outer, g.Count, g.Inner), StridedView.Dense(g.Outer, 2, g.Inner));
            var places = Array.ConvertAll(Guarded.Numbers(2 * g.Lines, 2), value => MathF.Floor((value + 1) / 2 * (g.Count - 0.5f)));
            var (x, dy) = (Guarded.Numbers(g.Length, 1), Guarded.Numbers(places.Length, 3));
            Compare.WithReference(
                places.Length,
                y => GatherKernel.Reference.Forward(1, from, Compare.Widen(x), to, places, y),
                y => GatherKernel.Forward(1, from, x, to, places, y),
                0);

            // Σ dy · gathered(x) = Σ dx · x.
            var (y, dx) = (new float[places.Length], new float[g.Length]);
            GatherKernel.Forward(1, from, x, to, places, y);
            GatherKernel.Backward(1, from, dy, to, places, dx);
            var (left, right) = (dy.Zip(y, (a, b) => (double)a * b).Sum(), dx.Zip(x, (a, b) => (double)a * b).Sum());
            Assert.Equal(left, right, 1e-4);
        }
    }

    [Theory]
    [InlineData(3f)]
    [InlineData(-1f)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    public void Forward_NoPlaceOfTheAxis_SaysWhich(float place) => Assert.Equal(
        FormattableString.Invariant($"{place} at 0 is no place of an axis of 3: expected a whole number from 0 to 2."),
        Assert.Throws<ShapeException>(() => GatherKernel.Forward(0, StridedView.Dense(3), new float[3], StridedView.Dense(1), [place], new float[1])).Message);

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
