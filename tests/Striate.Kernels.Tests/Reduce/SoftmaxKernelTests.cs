using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class SoftmaxKernelTests
{
    [Fact]
    public void BothDirections_OddSizes_EqualReference()
    {
        foreach (var columns in Compare.OddSizes.Append(1000))
        {
            foreach (var rows in new[] { 0, 1, 5, 70 })
            {
                var x = Array.ConvertAll(Guarded.Numbers(rows * columns, 1), value => value * 5);
                var dy = Guarded.Numbers(x.Length, 2);
                Compare.WithReference(
                    x.Length,
                    y => SoftmaxKernel.Reference.Forward(rows, columns, Compare.Widen(x), y),
                    y => SoftmaxKernel.Forward(rows, columns, x, y));

                var outputs = new float[x.Length];
                SoftmaxKernel.Forward(rows, columns, x, outputs);
                Compare.WithReference(
                    x.Length,
                    dx => SoftmaxKernel.Reference.Backward(rows, columns, Compare.Widen(outputs), Compare.Widen(dy), dx),
                    dx => SoftmaxKernel.Backward(rows, columns, outputs, dy, dx));
            }
        }
    }

    [Fact]
    public void Forward_LargeNumbers_DoNotOverflow()
    {
        var y = new float[3];
        SoftmaxKernel.Forward(1, 3, [1e30f, 1e30f, -1e30f], y);
        Assert.Equal([0.5f, 0.5f, 0], y);
    }

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (y, dx) = (new float[5000 * 11], new float[5000 * 11]);
        SoftmaxKernel.Forward(5000, 11, Guarded.Numbers(y.Length, 1), y);
        SoftmaxKernel.Backward(5000, 11, y, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });
}
