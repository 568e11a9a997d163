using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class GeluKernelTests
{
    // 1 + tanh and 1 − tanh² are differences of numbers of size 1 that the slope then multiplies by several times x.
    private const double Tolerance = 4e-6, Scale = 1;

    [Theory]
    [InlineData(GeluForm.Erf)]
    [InlineData(GeluForm.Tanh)]
    public void BothDirections_OddSizes_EqualReference(GeluForm form)
    {
        foreach (var length in Compare.OddSizes.Append(40_000))
        {
            var x = Array.ConvertAll(Guarded.Numbers(length, 1), value => value * 6);
            var dy = Guarded.Numbers(length, 2);
            Compare.WithReference(length, y => GeluKernel.Reference.Forward(form, Compare.Widen(x), y), y => GeluKernel.Forward(form, x, y), Tolerance, Scale);
            Compare.WithReference(
                length,
                dx => GeluKernel.Reference.Backward(form, Compare.Widen(x), Compare.Widen(dy), dx),
                dx => GeluKernel.Backward(form, x, dy, dx),
                Tolerance,
                Scale);
        }
    }

    // As the normal distribution is tabulated: Φ(1) = 0.841344746, Φ(−2) = 0.0227501319, Φ(−5) = 2.86651572e-7.
    [Fact]
    public void Forward_Erf_IsTheNormalDistributionAlsoInItsTail()
    {
        float[] x = [1, -1, 2, -2, -5, 0, 1000, -1000];
        double[] expected = [0.841344746, -0.158655254, 1.9544997361, -0.0455002639, -1.43325786e-6, 0, 1000, 0];
        var y = new float[x.Length];
        GeluKernel.Forward(GeluForm.Erf, x, y);
        Assert.All(expected.Zip(y), pair => Assert.InRange(pair.Second - pair.First, -2e-6 * Math.Abs(pair.First), 2e-6 * Math.Abs(pair.First)));
    }

    [Fact]
    public void Forward_NaN_StaysOne()
    {
        float[] y = [float.NaN, float.PositiveInfinity];
        GeluKernel.Forward(GeluForm.Erf, y, y);
        Assert.Equal([float.NaN, float.PositiveInfinity], y);
    }

    [Fact]
    public void Backward_LengthsDiffer_SaysWhich() => Assert.Equal(
        "dy has 2 numbers and dx has 3; they must be as many.",
        Assert.Throws<ShapeException>(() => GeluKernel.Backward(GeluForm.Erf, new float[3], new float[2], new float[3])).Message);

    [Theory]
    [InlineData(GeluForm.Erf)]
    [InlineData(GeluForm.Tanh)]
    public void BothDirections_AnyNumberOfThreads_SameBits(GeluForm form) => Compare.AnyThreads(() =>
    {
        var (x, y, dx) = (Guarded.Numbers(70_001, 1), new float[70_001], new float[70_001]);
        GeluKernel.Forward(form, x, y);
        GeluKernel.Backward(form, x, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });
}
