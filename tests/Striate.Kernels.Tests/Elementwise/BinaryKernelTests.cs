using CsCheck;
using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class BinaryKernelTests
{
    private static readonly Dictionary<string, BinaryCase> Cases = new()
    {
        ["Add"] = new SlopedCase<AddFunction>(new()),
        ["Subtract"] = new SlopedCase<SubtractFunction>(new()),
        ["Multiply"] = new SlopedCase<MultiplyFunction>(new()),
        ["Divide"] = new SlopedCase<DivideFunction>(new(), lowestOfB: 0.2f),
        ["Maximum"] = new SlopedCase<MaximumFunction>(new(), hasTies: true),
        ["Minimum"] = new SlopedCase<MinimumFunction>(new(), hasTies: true),
        ["Power"] = new SlopedCase<PowerFunction>(new(), lowestOfA: 0.1f),
        ["PRelu"] = new SlopedCase<PReluFunction>(new()),
        ["Mask"] = new BinaryCase<MaskFunction>(new(false)),
        ["Mask, inverted"] = new BinaryCase<MaskFunction>(new(true)),
        ["Greater"] = new BinaryCase<GreaterFunction>(new()),
        ["GreaterOrEqual"] = new BinaryCase<GreaterOrEqualFunction>(new()),
        ["Equal"] = new BinaryCase<EqualFunction>(new()),
        ["NotEqual"] = new BinaryCase<NotEqualFunction>(new()),
        ["ExpOfDifference"] = new BinaryCase<ExpOfDifferenceFunction>(new()),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void BothDirections_OddSizes_EqualReferenceAndItsDifferences(string name)
    {
        foreach (var size in Compare.OddSizes)
        {
            Cases[name].Check([size], [size], [size]);
            Cases[name].Check([7, size], [7, size], [size]);
            Cases[name].Check([7, size], [7, 1], [7, size]);
            Cases[name].Check([size, 7], [], [size, 7]);
        }

        Cases[name].Check([40_000], [40_000], [1]);
    }

    // Axes in their order of memory: channels-last images with a number for each channel, each image's channel, each pixel; row-major ones.
    [Fact]
    public void Forward_UsualBroadcasts_EqualReference()
    {
        foreach (var channels in new[] { 1, 3, 20 })
        {
            int[] images = [2, 31, 30, channels];
            foreach (var other in new int[][] { images, [channels], [2, 1, 1, channels], [2, 31, 30, 1], [1, 31, 30, channels], [1], [2, 1, 1, 1], [31, 1, 1] })
            {
                Cases["Subtract"].Check(images, images, other);
                Cases["Subtract"].Check(images, other, images);
            }
        }
    }

    [Fact]
    public void Forward_RandomShapes_EqualReference() =>
        Gen.Select(Gen.Int[1, 9].Array[0, 6], Gen.Bool.Array[12]).Sample(
            (sizes, ones) => Cases["Subtract"].Check(
                sizes, [.. sizes.Select((size, axis) => ones[axis] ? 1 : size)], [.. sizes.Select((size, axis) => ones[6 + axis] ? 1 : size)]),
            iter: 60,
            threads: 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_AnyNumberOfThreads_SameBits(string name) => Compare.AnyThreads(() => Cases[name].Run([3, 20_000], [3, 1], [20_000]));

    [Fact]
    public void Forward_NaN_IsPassedOnButNotByMasksAndComparisons()
    {
        foreach (var name in new[] { "Add", "Multiply", "Divide", "Maximum", "Minimum", "Power" })
        {
            Assert.Equal([float.NaN, float.NaN], Cases[name].Values([float.NaN, 1], [1, float.NaN]));
        }

        Assert.Equal([0, 0], Cases["Greater"].Values([float.NaN, 1], [1, float.NaN]));
        Assert.Equal([0, 3], Cases["Mask"].Values([0, 1], [float.NaN, 3]));
        Assert.Equal([2, 0], Cases["Mask, inverted"].Values([0, 1], [2, float.NaN]));
    }

    [Fact]
    public void Forward_PowersOfAllSigns_AreThoseOfTheFormula()
    {
        float[] a = [0, 0, 0, -2, -2, -2, 4, -8, 2, 0];
        float[] b = [0, 2, -1, 2, 3, 0.5f, 0.5f, -1, float.PositiveInfinity, 0.5f];
        var expected = a.Zip(b, MathF.Pow).ToArray();
        Guarded.AssertClose(expected, Cases["Power"].Values(a, b), 1e-6);
    }

    [Fact]
    public void Create_SizesThatDoNotFit_SaysWhich()
    {
        Assert.Equal(
            "[3] does not broadcast to [2, 4]: counted from the last axis, sizes must be equal or 1.",
            Assert.Throws<ShapeException>(() => BroadcastGeometry.Create([2, 4], [2, 4], [3])).Message);
        Assert.Equal(
            "a has 5 numbers, expected 6.",
            Assert.Throws<ShapeException>(() => BinaryKernel.Forward(BroadcastGeometry.Create([6], [6], [1]), new AddFunction(), new float[5], new float[1], new float[6])).Message);
    }

    private abstract class BinaryCase
    {
        public abstract void Check(int[] sizes, int[] sizesOfA, int[] sizesOfB);

        public abstract float[] Run(int[] sizes, int[] sizesOfA, int[] sizesOfB);

        public abstract float[] Values(float[] a, float[] b);

        protected static int Product(int[] sizes) => sizes.Aggregate(1, (product, size) => product * size);
    }

    private class BinaryCase<TFunction>(TFunction function, float lowestOfA, float lowestOfB, bool hasTies) : BinaryCase
        where TFunction : unmanaged, IBinaryFunction
    {
        public BinaryCase(TFunction function)
            : this(function, -3, -3, hasTies: true)
        {
        }

        protected TFunction Function => function;

        public override void Check(int[] sizes, int[] sizesOfA, int[] sizesOfB)
        {
            var (g, a, b) = (BroadcastGeometry.Create(sizes, sizesOfA, sizesOfB), A(sizesOfA), B(sizesOfB));
            Compare.WithReference(
                g.Length,
                y => BinaryKernel.Reference.Forward(sizes, sizesOfA, sizesOfB, function, Compare.Widen(a), Compare.Widen(b), y),
                y => BinaryKernel.Forward(g, function, a, b, y),
                scale: 1);
        }

        public override float[] Run(int[] sizes, int[] sizesOfA, int[] sizesOfB)
        {
            var y = new float[Product(sizes)];
            BinaryKernel.Forward(BroadcastGeometry.Create(sizes, sizesOfA, sizesOfB), function, A(sizesOfA), B(sizesOfB), y);
            return y;
        }

        public override float[] Values(float[] a, float[] b)
        {
            var y = new float[a.Length];
            BinaryKernel.Forward(BroadcastGeometry.Create([y.Length], [y.Length], [y.Length]), function, a, b, y);
            return y;
        }

        protected float[] A(int[] sizes) => Numbers(sizes, lowestOfA, 1);

        protected float[] B(int[] sizes) => Numbers(sizes, lowestOfB, 2);

        // Where there are to be ties some numbers are whole.
        private float[] Numbers(int[] sizes, float lowest, ulong seed)
        {
            var numbers = Guarded.Numbers(Product(sizes), seed);
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] = lowest + ((numbers[i] + 1) / 2 * (3 - lowest));
                numbers[i] = hasTies && i % 3 == 0 ? MathF.Round(numbers[i]) : numbers[i];
            }

            return numbers;
        }
    }

    private sealed class SlopedCase<TFunction>(TFunction function, float lowestOfA = -3, float lowestOfB = -3, bool hasTies = false)
        : BinaryCase<TFunction>(function, lowestOfA, lowestOfB, hasTies)
        where TFunction : unmanaged, IDifferentiableBinaryFunction
    {
        private const double Step = 1e-5;

        public override void Check(int[] sizes, int[] sizesOfA, int[] sizesOfB)
        {
            base.Check(sizes, sizesOfA, sizesOfB);
            var (g, a, b) = (BroadcastGeometry.Create(sizes, sizesOfA, sizesOfB), A(sizesOfA), B(sizesOfB));
            var dy = Guarded.Numbers(g.Length, 3);
            Compare.WithReference(g.Length, dx => Differences(Step, 0, dx), dx => BinaryKernel.BackwardA(g, Function, a, b, dy, dx), 1e-5, 1);
            Compare.WithReference(g.Length, dx => Differences(0, Step, dx), dx => BinaryKernel.BackwardB(g, Function, a, b, dy, dx), 1e-5, 1);

            void Differences(double stepOfA, double stepOfB, Span<double> dx)
            {
                for (var i = 0; i < dx.Length; i++)
                {
                    double here = a[BinaryKernel.Reference.Place(i, sizes, sizesOfA)], there = b[BinaryKernel.Reference.Place(i, sizes, sizesOfB)];
                    var above = Function.Reference(here + stepOfA, there + stepOfB);
                    var below = Function.Reference(here - stepOfA, there - stepOfB);
                    dx[i] = dy[i] * (above - below) / (2 * Step);
                }
            }
        }
    }
}
