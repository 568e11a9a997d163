using Striate.Kernels.Update;

namespace Striate.Kernels.Tests.Update;

public class MuonKernelTests
{
    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(5, 3, true)]
    [InlineData(16, 33, false)]
    [InlineData(33, 9, true)]
    public void Run_Matrices_EqualsReference(int rows, int columns, bool nesterov)
    {
        var rule = new MuonRule(0.9, nesterov, 5);
        var (w, g, v) = (Guarded.Numbers(rows * columns, 1), Guarded.Numbers(rows * columns, 2), Guarded.Numbers(rows * columns, 3));
        var (expectedW, expectedV) = (Compare.Widen(w), Compare.Widen(v));
        MuonKernel.Reference.Run<double>(rows, rule, 0.1, 0.02, Compare.Widen(g), expectedW, expectedV);
        var (actualW, actualV) = (new Guarded(w.Length), new Guarded(w.Length));
        w.CopyTo(actualW.Span);
        v.CopyTo(actualV.Span);
        MuonKernel.Run(new UpdateTarget(actualW.Memory, g, 0.1f, 0.02f) { First = actualV.Memory, Rows = rows }, rule);
        actualW.AssertEqual(Array.ConvertAll(expectedW, value => (float)value), 1e-5);
        actualV.AssertEqual(Array.ConvertAll(expectedV, value => (float)value), 1e-6);
    }

    [Theory]
    [InlineData(12, 40)]
    [InlineData(40, 12)]
    public void Orthogonalize_RandomMatrix_HasSingularValuesNear1(int rows, int columns)
    {
        var x = Guarded.Numbers(rows * columns, 1);
        MuonKernel.Orthogonalize(rows, columns, 5, x);

        // The squares of the singular values sum to the squared norm.
        var mean = x.Sum(value => (double)value * value) / Math.Min(rows, columns);
        Assert.InRange(mean, 0.6, 1.3);
    }

    [Fact]
    public void Run_Zeros_StayZeros()
    {
        var w = new float[6];
        MuonKernel.Run(new UpdateTarget(w, new float[6], 0.1f, 0) { First = new float[6], Rows = 2 }, new MuonRule(0.9, true, 5));
        Assert.All(w, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Run_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var w = Guarded.Numbers(96 * 100, 1);
        MuonKernel.Run(new UpdateTarget(w, Guarded.Numbers(w.Length, 2), 0.1f, 0) { First = new float[w.Length], Rows = 96 }, new MuonRule(0.9, true, 5));
        return w;
    });

    [Fact]
    public void Run_RowsThatDoNotDivide_SaysSo() => Assert.Equal(
        "6 numbers are no matrix of 4 rows.",
        Assert.Throws<ShapeException>(() => MuonKernel.Run(
            new UpdateTarget(new float[6], new float[6], 1, 0) { First = new float[6], Rows = 4 }, new MuonRule(0.9, true, 5))).Message);
}
