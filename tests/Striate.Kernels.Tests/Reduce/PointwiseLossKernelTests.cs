using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class PointwiseLossKernelTests
{
    private const double Step = 1e-6;

    [Fact]
    public void Squared_OddSizes_EqualsReference() => Check(default(SquaredTerm), PointwiseLossKernel.Reference.Squared);

    [Fact]
    public void Absolute_OddSizes_EqualsReference() => Check(default(AbsoluteTerm), PointwiseLossKernel.Reference.Absolute);

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Huber_OddSizes_EqualsReference(double delta) => Check(new HuberTerm(delta), (x, t) => PointwiseLossKernel.Reference.Huber(x, t, delta));

    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    public void BinaryCrossEntropy_OddSizes_EqualsReference(double weight) =>
        Check(new BinaryCrossEntropyTerm(weight), (x, t) => PointwiseLossKernel.Reference.BinaryCrossEntropy(x, t, weight), Share);

    [Theory]
    [InlineData(2, 0.25)]
    [InlineData(0, null)]
    [InlineData(1.5, null)]
    public void Focal_OddSizes_EqualsReference(double gamma, double? alpha) => Check(
        new FocalTerm(gamma, alpha), (x, t) => PointwiseLossKernel.Reference.Focal(x, t, gamma, alpha ?? 1, 1 - alpha ?? 1), Share, tolerance: 1e-5);

    [Fact]
    public void Divergence_OddSizes_EqualsReference() => Check(default(DivergenceTerm), PointwiseLossKernel.Reference.Divergence, value => Share(value) + 0.05);

    [Fact]
    public void Margin_OddSizes_EqualsReference() => Check(new MarginTerm(0.3), (x, t) => PointwiseLossKernel.Reference.Margin(x, t, 0.3));

    [Fact]
    public void Contrastive_OddSizes_EqualsReference() => Check(new ContrastiveTerm(1.5), (x, t) => PointwiseLossKernel.Reference.Contrastive(x, t, 1.5), Share);

    [Fact]
    public void Cosine_OddSizes_EqualsReference() => Check(
        new CosineTerm(0.2), (x, t) => PointwiseLossKernel.Reference.Cosine(x, t, 0.2), value => value > 0 ? 1 : -1, byTarget: false);

    [Fact]
    public void BinaryCrossEntropy_FarScores_ExactRelativeToThemselves()
    {
        foreach (var x in new[] { -80f, -30f, -15f, 15f, 30f, 80f })
        {
            var (loss, dx) = (PointwiseLossKernel.Forward(new BinaryCrossEntropyTerm(1), [x], [x > 0 ? 1 : 0], 1), new float[1]);
            PointwiseLossKernel.Backward(new BinaryCrossEntropyTerm(1), [x], [x > 0 ? 1 : 0], 1, dx, []);

            // log(1 + e) = e − e²/2 + …
            var e = Math.Exp(-Math.Abs(x));
            var expected = e - (e * e / 2);
            Assert.Equal(1, loss / expected, 1e-5);
            Assert.Equal(1, -Math.Sign(x) * dx[0] / expected, 1e-5);
        }

        Assert.Equal(1e30f, PointwiseLossKernel.Forward(new BinaryCrossEntropyTerm(1), [-1e30f], [1], 1));
    }

    [Fact]
    public void AllTerms_NaN_IsPassedOn()
    {
        AssertNaN(default(SquaredTerm));
        AssertNaN(default(AbsoluteTerm));
        AssertNaN(new HuberTerm(1));
        AssertNaN(new BinaryCrossEntropyTerm(1));
        AssertNaN(new FocalTerm(2, 0.25));
        AssertNaN(default(DivergenceTerm));
        AssertNaN(new MarginTerm(1));
        AssertNaN(new ContrastiveTerm(1));
        AssertNaN(new CosineTerm(0));

        static void AssertNaN<TTerm>(TTerm term)
            where TTerm : unmanaged, ILossTerm => Assert.Equal(float.NaN, PointwiseLossKernel.Forward(term, [1, float.NaN, 1], [1, 1, 1], 1));
    }

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (x, t, dx) = (Guarded.Numbers(100_003, 1), Guarded.Numbers(100_003, 2), new float[100_003]);
        PointwiseLossKernel.Backward(new FocalTerm(2, 0.25), x, t, 0.1, dx, []);
        return [PointwiseLossKernel.Forward(new FocalTerm(2, 0.25), x, t, 1e-5), .. dx];
    });

    [Fact]
    public void Forward_LengthsDiffer_SaysWhich() => Assert.Equal(
        "x has 3 numbers and targets has 2; they must be as many.",
        Assert.Throws<ShapeException>(() => PointwiseLossKernel.Forward(default(SquaredTerm), new float[3], new float[2], 1)).Message);

    private static double Share(double value) => (value + 1) / 2;

    // The sum against the twin's, both slopes against the twin's differences.
    private static void Check<TTerm>(
        TTerm term, Func<double, double, double> reference, Func<double, double>? target = null, bool byTarget = true, double tolerance = 4e-6)
        where TTerm : unmanaged, ILossTerm
    {
        foreach (var length in Compare.OddSizes.Append(40_003))
        {
            var x = Array.ConvertAll(Guarded.Numbers(length, 1), value => value * 3);
            var t = Array.ConvertAll(Guarded.Numbers(length, 2), value => (float)(target?.Invoke(value) ?? value));
            var expected = PointwiseLossKernel.Reference.Forward(reference, Compare.Widen(x), Compare.Widen(t), 0.25);
            Assert.Equal(expected, PointwiseLossKernel.Forward(term, x, t, 0.25), tolerance * (1 + Math.Abs(expected)));
            Compare.WithReference(
                length,
                d => Differences(d, (i, step) => reference(x[i] + step, t[i])),
                d => PointwiseLossKernel.Backward(term, x, t, 0.25, d, []),
                tolerance,
                scale: 1);
            Compare.WithReference(
                length,
                d => Differences(d, (i, step) => byTarget ? reference(x[i], t[i] + step) : 0),
                d => PointwiseLossKernel.Backward(term, x, t, 0.25, [], d),
                tolerance,
                scale: 1);
        }

        static void Differences(Span<double> d, Func<int, double, double> at)
        {
            for (var i = 0; i < d.Length; i++)
            {
                d[i] = 0.25 * (at(i, Step) - at(i, -Step)) / (2 * Step);
            }
        }
    }
}
