using Striate.Kernels.Pool;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class AdaptiveAvgPool2dTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(9, 2)]
    public void AdaptiveAvgPool2d_AnySize_GradientsEqualFiniteDifferences(int height, int width)
    {
        var g = AdaptivePool2dGeometry.Create(2, 3, (7, 6), (height, width));
        Run(
            [Random([2, 3, 7, 6], 1)],
            inputs => Ops.AdaptiveAvgPool2d(inputs[0], (height, width)),
            inputs =>
            {
                var y = new double[g.OutputLength];
                AdaptiveAvgPool2dKernel.Reference.Forward<double>(g, inputs[0], y);
                return y;
            });
    }

    [Fact]
    public void GlobalAvgPool2d_Images_GivesTheirMeans()
    {
        var x = Tensor.From([1, 2, 3, 6, 10, 10, 20, 20], [1, 2, 2, 2]);
        var y = Ops.GlobalAvgPool2d(x);
        Assert.Equal([1, 2, 1, 1], y.Shape);
        Assert.Equal([3, 15], y.ToArray());
    }
}
