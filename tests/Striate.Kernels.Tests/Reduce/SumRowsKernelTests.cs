using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class SumRowsKernelTests
{
    [Fact]
    public void Run_OddSizes_EqualsReference()
    {
        foreach (var columns in Compare.OddSizes)
        {
            foreach (var rows in new[] { 0, 1, 2, 63, 64, 65, 129, 9001 })
            {
                var x = Guarded.Numbers(rows * columns, 1);
                Compare.WithReference(
                    columns, y => SumRowsKernel.Reference.Run(rows, columns, Compare.Widen(x), y), y => SumRowsKernel.Run(rows, columns, x, y), 1e-5);
            }
        }
    }

    [Fact]
    public void Run_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var y = new float[37];
        SumRowsKernel.Run(20_000, 37, Guarded.Numbers(20_000 * 37, 1), y);
        return y;
    });

    // One running sum in float would stop growing at 2²⁴.
    [Fact]
    public void Run_ManyRows_SumStaysExact()
    {
        var x = Enumerable.Repeat(1f, 20_000_001).ToArray();
        var y = new float[1];
        SumRowsKernel.Run(x.Length, 1, x, y);
        Assert.Equal(20_000_001, y[0], 4d);
    }
}
