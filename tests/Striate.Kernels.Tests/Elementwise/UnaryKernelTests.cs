using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class UnaryKernelTests
{
    // Range of inputs, and where the derivative jumps.
    private static readonly Dictionary<string, UnaryCase> Cases = new()
    {
        ["Sigmoid"] = new UnaryCase<SigmoidFunction>(new(), -12, 12),
        ["Tanh"] = new UnaryCase<TanhFunction>(new(), -12, 12),
        ["Gelu"] = new UnaryCase<GeluFunction>(new(GeluForm.Erf), -6, 6),
        ["Gelu, tanh"] = new UnaryCase<GeluFunction>(new(GeluForm.Tanh), -6, 6),
        ["Silu"] = new UnaryCase<SiluFunction>(new(), -12, 12),
        ["LeakyRelu"] = new UnaryCase<LeakyReluFunction>(new(0.1), -3, 3, 0),
        ["Elu"] = new UnaryCase<EluFunction>(new(0.7), -9, 3, 0),
        ["Selu"] = new UnaryCase<EluFunction>(new(1.67, 1.05), -9, 3, 0),
        ["Celu"] = new UnaryCase<EluFunction>(new(0.7, InputScale: 1 / 0.7), -9, 3),
        ["Softplus"] = new UnaryCase<SoftplusFunction>(new(1), -20, 20),
        ["Softplus, sharp"] = new UnaryCase<SoftplusFunction>(new(3), -9, 9),
        ["LogSigmoid"] = new UnaryCase<LogSigmoidFunction>(new(), -20, 20),
        ["Mish"] = new UnaryCase<MishFunction>(new(), -12, 12),
        ["HardSigmoid"] = new UnaryCase<HardSigmoidFunction>(new(), -5, 5, -3, 3),
        ["HardSwish"] = new UnaryCase<HardSwishFunction>(new(), -5, 5, -3, 3),
        ["Clip"] = new UnaryCase<ClipFunction>(new(-1, 2), -4, 4, -1, 2),
        ["Exp"] = new UnaryCase<ExpFunction>(new(), -20, 4),
        ["Log"] = new UnaryCase<LogFunction>(new(), 0.01f, 9),
        ["Sqrt"] = new UnaryCase<SqrtFunction>(new(), 0.01f, 9),
        ["Square"] = new UnaryCase<SquareFunction>(new(), -3, 3),
        ["Reciprocal"] = new UnaryCase<ReciprocalFunction>(new(), 0.1f, 5),
        ["Power 3"] = new UnaryCase<PowerOfFunction>(new(3), -3, 3),
        ["Power -2"] = new UnaryCase<PowerOfFunction>(new(-2), -3, -0.2f),
        ["Power 0"] = new UnaryCase<PowerOfFunction>(new(0), -3, 3),
        ["Power 1.5"] = new UnaryCase<PowerOfFunction>(new(1.5), 0.1f, 3),
        ["Abs"] = new UnaryCase<AbsFunction>(new(), -3, 3, 0),
        ["Negate"] = new UnaryCase<NegateFunction>(new(), -3, 3),
        ["Sin"] = new UnaryCase<SinFunction>(new(), -20, 20),
        ["Cos"] = new UnaryCase<CosFunction>(new(), -20, 20),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void BothDirections_OddSizes_EqualReferenceAndItsDifferences(string name)
    {
        foreach (var length in Compare.OddSizes.Append(40_000))
        {
            Cases[name].Check(length);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_NaN_StaysOne(string name)
    {
        float[] y = [float.NaN, 1, float.NaN];
        Cases[name].Forward(y, y);

        // Any number to the power of 0 is 1.
        Assert.Equal(name != "Power 0", float.IsNaN(y[0]) && float.IsNaN(y[2]));
        Assert.False(float.IsNaN(y[1]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BothDirections_AnyNumberOfThreads_SameBits(string name) => Compare.AnyThreads(() => Cases[name].Run(70_001));

    // What cancels or underflows where it is computed by the formula: right relative to itself all the same, far out and next to 0.
    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("Silu")]
    [InlineData("Elu")]
    [InlineData("Softplus")]
    [InlineData("LogSigmoid")]
    [InlineData("Mish")]
    [InlineData("Exp")]
    public void Forward_AllMagnitudes_RelativeErrorIsSmall(string name)
    {
        var sizes = Enumerable.Range(0, 60_000).Select(i => MathF.Exp(-8 + (i * 2e-4f))).TakeWhile(size => size < 80).ToArray();
        float[] x = [.. sizes, .. sizes.Select(size => -size)];
        var (y, expected) = (new float[x.Length], new double[x.Length]);
        Cases[name].Forward(x, y);
        Cases[name].Reference(Compare.Widen(x), expected);
        for (var i = 0; i < x.Length; i++)
        {
            Assert.True(Math.Abs(y[i] - expected[i]) <= 1e-6 * Math.Abs(expected[i]), $"{name}({x[i]}) = {expected[i]}, got {y[i]}.");
        }
    }

    [Fact]
    public void Forward_ExtremeNumbers_ReachTheirLimits()
    {
        float[] extremes = [float.NegativeInfinity, -1000, 0, 1000, float.PositiveInfinity];
        Assert.Equal([0, 0, 0.5f, 1, 1], Values("Sigmoid"));
        Assert.Equal([-1, -1, 0, 1, 1], Values("Tanh"));
        Assert.Equal([0, 0, 1000, float.PositiveInfinity], Values("Softplus").Where((_, i) => i != 2));
        Assert.Equal([-0.7f, -0.7f, 0, 1000, float.PositiveInfinity], Values("Elu"));

        float[] Values(string name)
        {
            var y = new float[extremes.Length];
            Cases[name].Forward(extremes, y);
            return y;
        }
    }

    // As the normal distribution is tabulated: Φ(1) = 0.841344746, Φ(−2) = 0.0227501319, Φ(−5) = 2.86651572e-7.
    [Fact]
    public void Forward_Gelu_IsTheNormalDistributionAlsoInItsTail()
    {
        float[] x = [1, -1, 2, -2, -5, 0, 1000, -1000];
        double[] expected = [0.841344746, -0.158655254, 1.9544997361, -0.0455002639, -1.43325786e-6, 0, 1000, 0];
        var y = new float[x.Length];
        Cases["Gelu"].Forward(x, y);
        Assert.All(expected.Zip(y), pair => Assert.InRange(pair.Second - pair.First, -2e-6 * Math.Abs(pair.First), 2e-6 * Math.Abs(pair.First)));
    }

    [Fact]
    public void BothDirections_LengthsDiffer_SayWhich()
    {
        Assert.Equal(
            "x has 3 numbers and y has 2; they must be as many.",
            Assert.Throws<ShapeException>(() => UnaryKernel.Forward(new ExpFunction(), new float[3], new float[2])).Message);
        Assert.Equal(
            "dy has 2 numbers and dx has 3; they must be as many.",
            Assert.Throws<ShapeException>(() => UnaryKernel.Backward(new ExpFunction(), new float[3], new float[2], new float[3])).Message);
    }

    private abstract class UnaryCase
    {
        public abstract void Forward(ReadOnlySpan<float> x, Span<float> y);

        public abstract void Reference(ReadOnlySpan<double> x, Span<double> y);

        public abstract void Check(int length);

        public abstract float[] Run(int length);
    }

    private sealed class UnaryCase<TFunction>(TFunction function, float lowest, float highest, params float[] corners) : UnaryCase
        where TFunction : unmanaged, IUnaryFunction
    {
        // Where numbers of size 1 cancel, their rounding counts, not what is left of them; a slope multiplies it by several times x.
        private const double Tolerance = 4e-6, Scale = 1, Step = 1e-5;

        public override void Forward(ReadOnlySpan<float> x, Span<float> y) => UnaryKernel.Forward(function, x, y);

        public override void Reference(ReadOnlySpan<double> x, Span<double> y) => UnaryKernel.Reference.Forward(function, x, y);

        public override void Check(int length)
        {
            var (x, dy) = (Inputs(length), Guarded.Numbers(length, 2));
            Compare.WithReference(length, y => Reference(Compare.Widen(x), y), y => Forward(x, y), Tolerance, Scale);
            Compare.WithReference(
                length,
                dx =>
                {
                    for (var i = 0; i < length; i++)
                    {
                        dx[i] = dy[i] * (function.Reference(x[i] + Step) - function.Reference(x[i] - Step)) / (2 * Step);
                    }
                },
                dx => Backward(x, dy, dx),
                Tolerance,
                Scale);
        }

        public override float[] Run(int length)
        {
            var (x, y, dx) = (Inputs(length), new float[length], new float[length]);
            Forward(x, y);
            Backward(x, Guarded.Numbers(length, 2), dx);
            return [.. y, .. dx];
        }

        // The gradient is computed over that of the outputs, which works in place.
        private void Backward(float[] x, float[] dy, Span<float> dx)
        {
            var at = (float[])x.Clone();
            if (TFunction.SlopeIsOfOutput)
            {
                Forward(x, at);
            }

            dy.CopyTo(dx);
            UnaryKernel.Backward(function, at, dx, dx);
        }

        private float[] Inputs(int length)
        {
            var x = Guarded.Numbers(length, 1);
            for (var i = 0; i < length; i++)
            {
                x[i] = lowest + ((x[i] + 1) / 2 * (highest - lowest));
                foreach (var corner in corners)
                {
                    x[i] += Math.Abs(x[i] - corner) < 1e-3f ? 0.01f : 0;
                }
            }

            return x;
        }
    }
}
