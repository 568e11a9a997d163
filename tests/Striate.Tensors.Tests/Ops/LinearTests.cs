using Striate.Kernels;
using Striate.Kernels.Gemm;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class LinearTests
{
    [Fact]
    public void Linear_WithBias_GradientsEqualFiniteDifferences() => Run(
        [Random([4, 9], 1), Random([5, 9], 2), Random([5], 3)],
        inputs => Ops.Linear(inputs[0], inputs[1], inputs[2]),
        inputs => Product(inputs, inputs[2]));

    [Fact]
    public void Linear_WithoutBias_GradientsEqualFiniteDifferences() => Run(
        [Random([4, 9], 1), Random([5, 9], 2)],
        inputs => Ops.Linear(inputs[0], inputs[1]),
        inputs => Product(inputs, []));

    [Fact]
    public void Linear_AxesBeforeTheLast_AreRows() => Run(
        [RandomChannelsLast([2, 1, 2, 9], 1), Random([5, 9], 2), Random([5], 3)],
        inputs => Ops.Linear(inputs[0], inputs[1], inputs[2]),
        inputs => Product(inputs, inputs[2]));

    [Fact]
    public void Linear_AxesBeforeTheLast_StayAsTheyAre()
    {
        Assert.Equal([7, 2, 5], Ops.Linear(Tensor.Zeros([7, 2, 9]), Tensor.Zeros([5, 9])).Shape);
        Assert.Equal([5], Ops.Linear(Tensor.Zeros([9]), Tensor.Zeros([5, 9])).Shape);
        Assert.Equal([0, 2, 5], Ops.Linear(Tensor.Zeros([0, 2, 9]), Tensor.Zeros([5, 9])).Shape);
    }

    [Fact]
    public void Linear_OtherNumbers_HintsAtFlattenForImagesOnly()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.Linear(Tensor.Zeros([2, 16, 5, 5]), Tensor.Zeros([10, 400])));
        Assert.Equal("input [2, 16, 5, 5], expected [..., 400] for weights [10, 400]. Put a Flatten before it.", error.Message);
        error = Assert.Throws<ShapeException>(() => Ops.Linear(Tensor.Zeros([7, 2, 8]), Tensor.Zeros([10, 9])));
        Assert.Equal("input [7, 2, 8], expected [..., 9] for weights [10, 9].", error.Message);
    }

    private static double[] Product(double[][] inputs, double[] bias)
    {
        var y = new double[20];
        GemmKernel.Reference.Run(GemmGeometry.Create(4, 5, 9, transposeB: true), inputs[0], inputs[1], bias, y.AsSpan(), accumulate: false);
        return y;
    }
}
