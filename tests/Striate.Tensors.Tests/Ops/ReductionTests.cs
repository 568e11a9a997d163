using Striate.Kernels;
using Striate.Kernels.Reduce;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

/// <summary>Operations that fold axes to one number each.</summary>
public class ReductionTests
{
    private delegate Tensor Operation(Tensor x, ReadOnlySpan<int> axes, bool keepDims);

    private static readonly Dictionary<string, (Operation Operation, Func<double[], double> Twin)> Cases = new()
    {
        ["Sum"] = (Ops.Sum, numbers => numbers.Sum()),
        ["Mean"] = (Ops.Mean, numbers => numbers.Average()),
        ["Max"] = (Ops.Max, numbers => numbers.Max()),
        ["Min"] = (Ops.Min, numbers => numbers.Min()),
        ["Variance"] = ((x, axes, keepDims) => Ops.Variance(x, axes, keepDims), numbers => Variance(numbers, 1)),
        ["Variance, biased"] = ((x, axes, keepDims) => Ops.Variance(x, axes, keepDims, correction: 0), numbers => Variance(numbers, 0)),
        ["StandardDeviation"] = ((x, axes, keepDims) => Ops.StandardDeviation(x, axes, keepDims), numbers => Math.Sqrt(Variance(numbers, 1))),
        ["Norm 1"] = ((x, axes, keepDims) => Ops.Norm(x, axes, keepDims, 1), numbers => numbers.Sum(Math.Abs)),
        ["Norm 2"] = ((x, axes, keepDims) => Ops.Norm(x, axes, keepDims, 2), numbers => Math.Sqrt(numbers.Sum(number => number * number))),
        ["Norm 3"] = ((x, axes, keepDims) => Ops.Norm(x, axes, keepDims, 3), numbers => Math.Cbrt(numbers.Sum(number => Math.Pow(Math.Abs(number), 3)))),
        ["Norm 1.5"] = ((x, axes, keepDims) => Ops.Norm(x, axes, keepDims, 1.5), numbers => Math.Pow(numbers.Sum(number => Math.Pow(Math.Abs(number), 1.5)), 1 / 1.5)),
        ["Norm infinity"] = ((x, axes, keepDims) => Ops.Norm(x, axes, keepDims, double.PositiveInfinity), numbers => numbers.Max(Math.Abs)),
        ["LogSumExp"] = (Ops.LogSumExp, numbers => Math.Log(numbers.Sum(Math.Exp))),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Operation_AxesOfEveryKind_GradientsEqualFiniteDifferences(string name)
    {
        foreach (var axes in new int[][] { [], [2, 3], [1], [0, 2], [-1], [1, 2, 3], [0, 1] })
        {
            Check(name, [2, 3, 4, 2], axes, keepDims: true);
            Check(name, [2, 3, 4, 2], axes, keepDims: false);
        }

        Check(name, [4, 5], [1], keepDims: false);
        Check(name, [2, 3, 4], [0, 2], keepDims: true);
        Check(name, [7], [], keepDims: false);
    }

    [Fact]
    public void MeanOfImages_OverTheirPixels_StaysChannelsLast()
    {
        var y = Ops.Mean(Random([2, 3, 4, 5], 1), [2, 3], keepDims: true);
        Assert.Equal([2, 3, 1, 1], y.Shape);
        Assert.Equal(Layout.ChannelsLast, y.Layout);
    }

    [Fact]
    public void Max_EqualNumbers_ShareTheGradient()
    {
        var x = Tensor.From([1, 3, 3, 2], [4]);
        x.RequiresGrad = true;
        using var tape = new Tape();
        Ops.Max(x).Backward();
        Assert.Equal([0, 0.5f, 0.5f, 0], x.Grad!.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(double.PositiveInfinity)]
    public void Norm_OfZeros_HasNoGradient(double p)
    {
        var x = Tensor.Zeros([3]);
        x.RequiresGrad = true;
        using var tape = new Tape();
        Ops.Norm(x, p: p).Backward();
        Assert.Equal([0, 0, 0], x.Grad!.ToArray());
    }

    [Fact]
    public void Norm_PowersBeyondTheRangeOfFloat_AreNone()
    {
        Assert.Equal(0.01f * MathF.Pow(3, 1 / 40f), Ops.Norm(Tensor.Full([3], 0.01f), p: 40).Item(), 1e-7f);
        Assert.Equal(1e20f * MathF.Cbrt(2), Ops.Norm(Tensor.Full([2], 1e20f), p: 3).Item(), 1e15f);
    }

    [Fact]
    public void LogSumExp_InfiniteNumbers_DoesNotTurnToNaN()
    {
        Assert.Equal(float.NegativeInfinity, Ops.LogSumExp(Tensor.Full([3], float.NegativeInfinity)).Item());
        Assert.Equal(1000 + MathF.Log(2), Ops.LogSumExp(Tensor.Full([2], 1000)).Item());
    }

    [Fact]
    public void Operation_AxesThatAreNone_SaysWhichThereAre()
    {
        var x = Tensor.Zeros([2, 3]);
        Assert.Equal(
            "Sum: axis 1 of a single number, which has no axes. Leave the axis out.",
            Assert.Throws<ShapeException>(() => Ops.Sum(Tensor.Full([], 1), [1])).Message);
        Assert.Equal("Sum: [2, 3] has no axis 2, expected -2 to 1.", Assert.Throws<ShapeException>(() => Ops.Sum(x, [2])).Message);
        Assert.Equal("Mean: axis -1 of [2, 3] is named twice.", Assert.Throws<ShapeException>(() => Ops.Mean(x, [1, -1])).Message);
        Assert.Equal(
            "Max: [0, 3] has no numbers along an axis of size 0; expected at least one.",
            Assert.Throws<ShapeException>(() => Ops.Max(Tensor.Zeros([0, 3]), [0])).Message);
        Assert.StartsWith(
            "Norm with p = 0.5; expected a number of at least 1, or infinity.", Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Norm(x, p: 0.5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Maxout_ChannelsOfImagesAndRows_GradientsEqualFiniteDifferences()
    {
        foreach (var shape in new Shape[] { [2, 6, 2, 3], [5, 6] })
        {
            var x = Random(shape, 1);
            Run([x], inputs => Ops.Maxout(inputs[0], 3), inputs => [.. inputs[0].Chunk(3).Select(numbers => numbers.Max())]);
        }

        Assert.Equal(
            "input [5, 6] has 6 channels, which 4 pieces do not divide.", Assert.Throws<ShapeException>(() => Ops.Maxout(Tensor.Zeros([5, 6]), 4)).Message);
    }

    [Fact]
    public void CumulativeSum_EveryAxis_GradientsEqualFiniteDifferences()
    {
        foreach (var (axis, g) in new[] { (0, AxisGeometry.Create(1, 2, 12)), (1, AxisGeometry.Create(4, 2, 3)), (2, AxisGeometry.Create(2, 2, 6)), (-1, AxisGeometry.Create(4, 3, 2)) })
        {
            // In memory [2, 2, 3, 2].
            var x = Random([2, 2, 2, 3], 1);
            var memory = axis == 1 ? AxisGeometry.Create(12, 2, 1) : g;
            Run([x], inputs => Ops.CumulativeSum(inputs[0], axis), inputs =>
            {
                var y = new double[x.Length];
                CumulativeSumKernel.Reference.Run<double>(memory, false, inputs[0], y);
                return y;
            });
        }
    }

    [Fact]
    public void ArgMaxAndArgMin_EveryAxis_ArePlacesOfExtremes()
    {
        var x = Random([2, 3, 4, 5], 1);
        for (var axis = 0; axis < 4; axis++)
        {
            var (largest, smallest) = (Ops.ArgMax(x, axis), Ops.ArgMin(x, axis, keepDims: true));
            Assert.Equal(3, largest.Shape.Rank);
            Assert.Equal(1, smallest.Shape[axis]);
            Assert.Equal(Ops.Max(x, [axis]).ToArray(), Taken(x, axis, largest.ToArray()));
            Assert.Equal(Ops.Min(x, [axis]).ToArray(), Taken(x, axis, smallest.ToArray()));
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(-1, false)]
    public void TopK_OfImages_AreTheFirstInOrderAndPassTheirGradient(int axis, bool largest)
    {
        var x = Random([2, 5, 4, 3], 1);
        var (values, places) = Ops.TopK(x, 2, axis, largest);
        Assert.Equal(2, values.Shape[axis]);
        var one = largest ? Ops.Max(x, [axis]) : Ops.Min(x, [axis]);
        Assert.Equal(one.ToArray(), FirstOf(values).ToArray());
        Assert.Equal((largest ? Ops.ArgMax(x, axis) : Ops.ArgMin(x, axis)).ToArray(), FirstOf(places).ToArray());

        x.RequiresGrad = true;
        using var tape = new Tape();
        var (again, _) = Ops.TopK(x, 2, axis, largest);
        again.Backward(Tensor.Full(again.Shape, 2, again.Layout));
        Assert.Equal(again.Length, x.Grad!.ToArray().Count(value => value == 2));
        Assert.Equal(x.Length - again.Length, x.Grad!.ToArray().Count(value => value == 0));

        // The first of the two along the axis is the larger or smaller one.
        Tensor FirstOf(Tensor two) => two == values
            ? largest ? Ops.Max(two, [axis]) : Ops.Min(two, [axis])
            : Ops.Sum(two * FirstAlong(two.Shape, axis), [axis]);
    }

    [Fact]
    public void TopK_MoreThanThereAre_SaysHowMany() => Assert.Equal(
        "TopK: 4 of 3 numbers along axis -1 of [2, 3]; expected 0 to 3.", Assert.Throws<ShapeException>(() => Ops.TopK(Tensor.Zeros([2, 3]), 4)).Message);

    // Ones at place 0 of an axis, zeros elsewhere.
    private static Tensor FirstAlong(Shape shape, int axis)
    {
        var sizes = Enumerable.Repeat(1, shape.Rank).ToArray();
        sizes[axis < 0 ? axis + shape.Rank : axis] = 2;
        return Tensor.From([1, 0], Shape.Of(sizes));
    }

    private static float[] Taken(Tensor x, int axis, float[] places)
    {
        var numbers = x.ToArray();
        var inner = x.Shape.Skip(axis + 1).Aggregate(1, (product, size) => product * size);
        return [.. places.Select((place, line) => numbers[(((line / inner * x.Shape[axis]) + (int)place) * inner) + (line % inner)])];
    }

    private static double Variance(double[] numbers, int correction) =>
        numbers.Sum(number => Math.Pow(number - numbers.Average(), 2)) / (numbers.Length - correction);

    // What is folded to each number of the result, by logical places.
    private static void Check(string name, Shape shape, int[] axes, bool keepDims)
    {
        var (operation, twin) = Cases[name];
        var x = Random(shape, 1, 2);
        var isReduced = Enumerable.Range(0, shape.Rank).Select(axis => axes.Length == 0 || axes.Contains(axis) || axes.Contains(axis - shape.Rank)).ToArray();
        var kept = Shape.Of([.. shape.Select((size, axis) => isReduced[axis] ? 1 : size)]);
        var y = operation(x, axes, keepDims);
        Assert.Equal(keepDims ? kept : Shape.Of([.. shape.Where((_, axis) => !isReduced[axis])]), y.Shape);
        Run([x], inputs => Ops.ToRowMajor(operation(Ops.ToRowMajor(inputs[0]), axes, keepDims)), Expected);
        x.ClearGrad();
        Run([x], inputs => Ops.ToRowMajor(operation(inputs[0], axes, keepDims)), Expected);

        double[] Expected(double[][] inputs)
        {
            var groups = new List<double>[kept.Size];
            for (var i = 0; i < shape.Size; i++)
            {
                var (rest, group, stride) = (i, 0, 1);
                var place = new int[shape.Rank];
                for (var axis = shape.Rank - 1; axis >= 0; axis--)
                {
                    (rest, place[axis]) = Math.DivRem(rest, shape[axis]);
                    group += isReduced[axis] ? 0 : place[axis] * stride;
                    stride *= kept[axis];
                }

                var memory = x.Layout == Layout.ChannelsLast ? (((((place[0] * shape[2]) + place[2]) * shape[3]) + place[3]) * shape[1]) + place[1] : i;
                (groups[group] ??= []).Add(inputs[0][memory]);
            }

            return [.. groups.Select(numbers => twin([.. numbers]))];
        }
    }
}
