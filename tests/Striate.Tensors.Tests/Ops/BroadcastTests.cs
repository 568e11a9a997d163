using Striate.Kernels;
using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

/// <summary>Functions of two tensors that broadcast.</summary>
public class BroadcastTests
{
    private static readonly Dictionary<string, Action<Shape, Shape>> Checks = new()
    {
        ["Add"] = Check(Ops.Add, (a, b) => a + b),
        ["Subtract"] = Check(Ops.Subtract, (a, b) => a - b),
        ["Multiply"] = Check(Ops.Multiply, (a, b) => a * b),
        ["Divide"] = Check((a, b) => Ops.Divide(a, Ops.Exp(b)), (a, b) => a / Math.Exp(b)),
        ["Maximum"] = Check(Ops.Maximum, Math.Max),
        ["Minimum"] = Check(Ops.Minimum, Math.Min),
        ["Power"] = Check((a, b) => Ops.Power(Ops.Exp(a), b), (a, b) => Math.Pow(Math.Exp(a), b)),
    };

    public static TheoryData<string> Names => [.. Checks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_EveryBroadcast_GradientsEqualFiniteDifferences(string name)
    {
        Shape images = [2, 3, 2, 3];
        foreach (var other in new Shape[] { images, [2, 3, 1, 1], [3, 1, 1], [1, 3, 1, 1], [1], [], [2, 1, 2, 3], [2, 3], [2, 1, 1, 1] })
        {
            Checks[name](images, other);
            Checks[name](other, images);
        }

        Checks[name]([4, 5], [5]);
        Checks[name]([4, 1], [1, 5]);
        Checks[name]([2, 1, 3], [4, 1]);
    }

    // Every pair of orders of memory: a number of the result is always that of the logical places.
    [Fact]
    public void Subtract_MixedLayouts_TakesWhatBelongsTogether()
    {
        foreach (var (shapeOfA, shapeOfB) in new (Shape, Shape)[] { ([2, 3, 2, 4], [2, 3, 2, 4]), ([2, 3, 2, 4], [1, 3, 2, 1]), ([2, 3, 1, 4], [1, 1, 2, 4]), ([3, 2, 4], [2, 3, 1, 1]) })
        {
            foreach (var layouts in new[] { (Layout.RowMajor, Layout.RowMajor), (Layout.RowMajor, Layout.ChannelsLast), (Layout.ChannelsLast, Layout.RowMajor), (Layout.ChannelsLast, Layout.ChannelsLast) })
            {
                var (a, b) = (In(layouts.Item1, shapeOfA, 1), In(layouts.Item2, shapeOfB, 2));
                a.RequiresGrad = b.RequiresGrad = true;
                using var tape = new Tape();
                var y = a - b;
                Assert.Equal([2, 3, 2, 4], y.Shape);
                Assert.Equal((a.Length >= b.Length ? a : b).Layout, y.Layout);
                var ones = Tensor.Full(y.Shape, 1, y.Layout);
                y.Backward(ones);
                foreach (var (n, c, h, w) in from n in new[] { 0, 1 } from c in new[] { 0, 2 } from h in new[] { 0, 1 } from w in new[] { 0, 3 } select (n, c, h, w))
                {
                    Assert.Equal(At(a, n, c, h, w) - At(b, n, c, h, w), y[n, c, h, w]);
                }

                Assert.Equal(-(y.Length / b.Length), b.Grad!.Span[0]);
                Assert.Equal(y.Length / a.Length, a.Grad!.Span[0]);
            }
        }

        static Tensor In(Layout layout, Shape shape, ulong seed)
        {
            var x = Random(shape, seed);
            return layout == Layout.RowMajor || shape.Rank < 4 ? Ops.ToRowMajor(x) : Ops.ToChannelsLast(x);
        }

        static float At(Tensor x, int n, int c, int h, int w)
        {
            int[] place = [n, c, h, w];
            return x[[.. place[^x.Shape.Rank..].Select((index, axis) => x.Shape[axis] == 1 ? 0 : index)]];
        }
    }

    [Fact]
    public void Operators_NumbersAndTensors_ComputeWhatTheySay()
    {
        var x = Tensor.From([1, 2, 4], [3]);
        Assert.Equal([2, 3, 5], (x + 1).ToArray());
        Assert.Equal([0.5f, 0, -1], (1 - (x / 2)).ToArray());
        Assert.Equal([-2, -4, -8], (-x * 2.0).ToArray());
        Assert.Equal([1, 4, 16], Ops.Power(x, 2).ToArray());
        Assert.Equal([2, 2, 4], Ops.Maximum(x, 2).ToArray());
        Assert.Equal([1, 2, 2], Ops.Minimum(x, 2).ToArray());
    }

    [Fact]
    public void Comparisons_EqualAndOtherNumbers_AreOnesAndZeros()
    {
        var (a, b) = (Tensor.From([1, 2, 3, float.NaN], [4]), Tensor.From([2, 2, 2, 2], [4]));
        Assert.Equal([0, 0, 1, 0], Ops.Greater(a, b).ToArray());
        Assert.Equal([0, 1, 1, 0], Ops.GreaterOrEqual(a, b).ToArray());
        Assert.Equal([1, 0, 0, 0], Ops.Less(a, b).ToArray());
        Assert.Equal([1, 1, 0, 0], Ops.LessOrEqual(a, b).ToArray());
        Assert.Equal([0, 1, 0, 0], Ops.Equal(a, b).ToArray());
        Assert.Equal([1, 0, 1, 1], Ops.NotEqual(a, b).ToArray());
    }

    [Fact]
    public void Where_Gradients_GoToWhatWasTaken()
    {
        var (a, b) = (Random([2, 3, 2, 2], 1), Random([3, 1, 1], 2));
        var mask = Ops.Greater(Random([2, 3, 2, 2], 3), 0);
        Run([a, b], inputs => Ops.Where(mask, inputs[0], inputs[1]), inputs =>
        {
            var y = new double[a.Length];
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = mask.Span[i] != 0 ? inputs[0][i] : inputs[1][i % 3];
            }

            return y;
        });
    }

    [Fact]
    public void Where_NaNOnTheOtherSide_DoesNotCount() => Assert.Equal(
        [1, 0], Ops.Where(Tensor.From([1, 0], [2]), Tensor.From([1, float.NaN], [2]), Tensor.From([float.NaN, 0], [2])).ToArray());

    [Fact]
    public void PRelu_OneSlopeOrOneAChannel_GradientsEqualFiniteDifferences()
    {
        foreach (var (shape, slopes) in new (Shape, int)[] { ([2, 3, 2, 3], 1), ([2, 3, 2, 3], 3), ([4, 3], 3), ([2, 3, 5], 3) })
        {
            var x = Random(shape, 1);
            Run([x, Random([slopes], 2)], inputs => Ops.PRelu(inputs[0], inputs[1]), inputs =>
            {
                var y = new double[x.Length];
                var inside = shape.Rank == 3 ? 5 : 1;
                for (var i = 0; i < y.Length; i++)
                {
                    y[i] = inputs[0][i] > 0 ? inputs[0][i] : inputs[0][i] * inputs[1][i / inside % 3 % slopes];
                }

                return y;
            });
        }

        Assert.Equal(
            "input [2, 3], slopes [2]; expected one slope, or one for each channel of [N, C, ...].",
            Assert.Throws<ShapeException>(() => Ops.PRelu(Tensor.Zeros([2, 3]), Tensor.Zeros([2]))).Message);
    }

    [Fact]
    public void Function_ShapesThatDoNotBroadcast_SaysBoth()
    {
        Assert.Equal(
            "Multiply: [2, 3] and [3, 2] do not broadcast. Counted from the last axis, sizes must be equal or 1.",
            Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]) * Tensor.Zeros([3, 2])).Message);
        Assert.Equal(
            "Greater: [4] and [5] do not broadcast. Counted from the last axis, sizes must be equal or 1.",
            Assert.Throws<ShapeException>(() => Ops.Greater(Tensor.Zeros([4]), Tensor.Zeros([5]))).Message);
    }

    [Fact]
    public void Function_Replayed_ReadsItsInputsAnew()
    {
        var other = Random([3, 1, 1], 2);
        var replay = Replay.Of(x => Ops.Where(Ops.Greater(x, 0), x * other, Ops.Sum(x, [2, 3], keepDims: true) - 1), [2, 3, 4, 4]);
        for (var seed = 1UL; seed < 3; seed++)
        {
            var x = Random([2, 3, 4, 4], seed);
            x.Span.CopyTo(replay.Input.Span);
            Assert.Equal(Ops.Where(Ops.Greater(x, 0), x * other, Ops.Sum(x, [2, 3], keepDims: true) - 1).ToArray(), replay.Run().ToArray());
        }
    }

    [Fact]
    public void AllKinds_OnATapeOfShapes_ComputeNothing()
    {
        using var tape = Tape.OfShapes();
        var x = Tensor.From([2, 3, 4, 5], Layout.ChannelsLast, _ => throw new InvalidOperationException("Computed."));
        var y = Ops.Where(Ops.Greater(x, 0), x * 2, Ops.LogSumExp(x, [1], keepDims: true)) / Ops.Softmax(Ops.Maxout(Ops.Exp(x), 3), 2);
        var (values, places) = Ops.TopK(Ops.Mean(Ops.DropPath(y, 0.5), [3]), 2);
        Assert.Equal([2, 3, 2], (values - places).Shape);
        Assert.Equal([3, 3], Ops.MatMul(Ops.Reshape(x, [3, 40]), Ops.Reshape(x, [40, 3])).Shape);
        Assert.False(y.IsComputed);
    }

    private static Action<Shape, Shape> Check(Func<Tensor, Tensor, Tensor> operation, Func<double, double, double> twin) => (shapeOfA, shapeOfB) =>
    {
        var (a, b) = (Random(shapeOfA, 1), Random(shapeOfB, 2));
        var y = operation(a, b);
        var (sizes, sizesOfA, sizesOfB) = (InMemory(y.Shape, y.Layout), InMemory(shapeOfA, y.Layout), InMemory(shapeOfB, y.Layout));
        Run([a, b], inputs => operation(inputs[0], inputs[1]), inputs =>
        {
            var expected = new double[y.Length];
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] = twin(inputs[0][BinaryKernel.Reference.Place(i, sizes, sizesOfA)], inputs[1][BinaryKernel.Reference.Place(i, sizes, sizesOfB)]);
            }

            return expected;
        });
    };

    private static int[] InMemory(Shape shape, Layout layout)
    {
        var whole = layout == Layout.ChannelsLast ? [.. Enumerable.Repeat(1, 4 - shape.Rank), .. shape] : shape.ToArray();
        return Ops.MemorySizes(Shape.Of(whole), layout);
    }
}
