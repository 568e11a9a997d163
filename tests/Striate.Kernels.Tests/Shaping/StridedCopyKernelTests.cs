using CsCheck;
using Striate.Kernels.Shaping;

namespace Striate.Kernels.Tests.Shaping;

public class StridedCopyKernelTests
{
    private static readonly Gen<int> Steps = Gen.OneOf(Gen.Const(1), Gen.Const(2), Gen.Const(-1), Gen.Const(-2));

    // Up to six axes, in any order on both sides, each whole, every second place, or backwards.
    private static readonly Gen<(StridedView From, StridedView To)> Views =
        from sizes in Gen.Int[0, 9].Array[0, 6].Where(sizes => sizes.Aggregate(1, (a, b) => a * b) <= 1500)
        from fromOrder in Gen.Shuffle(Enumerable.Range(0, sizes.Length).ToArray())
        from toOrder in Gen.Shuffle(Enumerable.Range(0, sizes.Length).ToArray())
        from fromSteps in Steps.Array[sizes.Length]
        from toSteps in Steps.Array[sizes.Length]
        select (View(sizes, fromOrder, fromSteps), View(sizes, toOrder, toSteps));

    [Fact]
    public void BothKinds_RandomViews_EqualReference() => Views.Sample((from, to) => Check(from, to), iter: 300);

    [Fact]
    public void BothKinds_OddSizesOfMatrices_EqualReference()
    {
        foreach (var rows in Compare.OddSizes)
        {
            foreach (var columns in Compare.OddSizes)
            {
                var (x, y) = (StridedView.Dense(2, rows, columns), StridedView.Dense(2, columns, rows));
                Check(x, x);
                Check(x, y.Permute(0, 2, 1));
                Check(x, StridedView.Dense(2, rows, columns + 3).Slice(2, 2, columns));
                Check(StridedView.Dense(2, rows, columns + 3).Slice(2, 1, columns), x);
            }
        }
    }

    [Fact]
    public void BothKinds_LongerThanATile_EqualReference()
    {
        Check(StridedView.Dense(40_000), StridedView.Dense(40_000));
        Check(StridedView.Dense(300, 131), StridedView.Dense(131, 300).Permute(1, 0));
        Check(StridedView.Dense(3, 40_000), StridedView.Dense(40_000, 3).Permute(1, 0));
        Check(StridedView.Dense(20_000).Slice(0, 19_999, 20_000, -1), StridedView.Dense(20_000));
    }

    [Fact]
    public void Run_OneNumberRepeated_FillsTheBox()
    {
        var y = new Guarded(30);
        StridedCopyKernel.Run(StridedView.Repeated(5, 4), [7], StridedView.Dense(5, 6).Slice(1, 1, 4), y.Span);
        y.AssertEqual([.. Enumerable.Range(0, 30).Select(i => i % 6 is 0 or 5 ? float.NaN : 7f)], 0);
    }

    [Fact]
    public void BothKinds_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (x, y) = (Guarded.Numbers(9 * 70 * 80, 1), Guarded.Numbers(9 * 70 * 80, 2));
        StridedCopyKernel.Add(StridedView.Dense(9, 70, 80), x, StridedView.Dense(80, 9, 70).Permute(1, 2, 0), y);
        StridedCopyKernel.Run(StridedView.Dense(9, 70, 80), y, StridedView.Dense(70, 80, 9).Permute(2, 0, 1), x);
        return x;
    });

    [Fact]
    public void Run_ViewsThatDoNotFit_SaysWhy()
    {
        var numbers = new float[6];
        Assert.Equal(
            "a view of [2, 3] from 0, strides [3, 1] does not go to one of [3, 2] from 0, strides [2, 1]: both must have equal sizes.",
            Assert.Throws<ShapeException>(() => StridedCopyKernel.Run(StridedView.Dense(2, 3), numbers, StridedView.Dense(3, 2), numbers)).Message);
        Assert.Equal(
            "a view of [7] from 0, strides [1] reaches from 0 to 6, but there are 6 numbers.",
            Assert.Throws<ShapeException>(() => StridedCopyKernel.Run(StridedView.Dense(7), numbers, StridedView.Dense(7), new float[7])).Message);
    }

    private static StridedView View(int[] sizes, int[] order, int[] steps)
    {
        // Laid out in the given order, each axis long enough for its step.
        var view = StridedView.Dense(Array.ConvertAll(order, axis => sizes[axis] * Math.Abs(steps[axis]))).Permute(Array.ConvertAll(
            Enumerable.Range(0, order.Length).ToArray(), axis => Array.IndexOf(order, axis)));
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            view = view.Slice(axis, steps[axis] > 0 ? 0 : Math.Max((sizes[axis] * -steps[axis]) - 1, 0), sizes[axis], steps[axis]);
        }

        return view;
    }

    private static int Memory(StridedView view) =>
        view.Length == 0 ? 0 : Enumerable.Range(0, view.Length).Max(view.Place) + 3;

    private static void Check(StridedView from, StridedView to)
    {
        var (x, before) = (Guarded.Numbers(Memory(from), 1), Guarded.Numbers(Memory(to), 2));
        Run((source, target) => StridedCopyKernel.Reference.Run<float>(from, source, to, target), target => StridedCopyKernel.Run(from, x, to, target));
        Run((source, target) => StridedCopyKernel.Reference.Add<float>(from, source, to, target), target => StridedCopyKernel.Add(from, x, to, target));

        void Run(Action<float[], float[]> reference, Fill<float> kernel)
        {
            var expected = (float[])before.Clone();
            reference(x, expected);
            var actual = new Guarded(before.Length);
            before.CopyTo(actual.Span);
            kernel(actual.Span);
            actual.AssertEqual(expected, 0);
        }
    }
}
