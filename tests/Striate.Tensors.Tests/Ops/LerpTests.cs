using Striate.Kernels;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class LerpTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(0.3f)]
    [InlineData(1.5f)]
    public void Lerp_BothLayouts_GradientsEqualFiniteDifferences(float weight)
    {
        Run([Random([2, 3], 1), Random([2, 3], 2)], inputs => Ops.Lerp(inputs[0], inputs[1], weight), Between);
        Run([Random([2, 3, 2, 2], 1), Random([2, 3, 2, 2], 2)], inputs => Ops.Lerp(inputs[0], inputs[1], weight), Between);

        double[] Between(double[][] inputs) => [.. inputs[0].Zip(inputs[1], (a, b) => ((1 - weight) * a) + (weight * b))];
    }

    [Fact]
    public void Lerp_DifferentLayouts_TakesWhatBelongsTogether()
    {
        var a = Random([2, 3, 2, 2], 1);
        var b = Tensor.From(Random([2, 3, 2, 2], 2).ToArray(), a.Shape);
        Assert.Equal((a[1, 2, 0, 1] + b[1, 2, 0, 1]) / 2, Ops.Lerp(a, b, 0.5f)[1, 2, 0, 1], 1e-6f);
    }

    [Fact]
    public void Lerp_OtherShape_SaysBoth() => Assert.Equal(
        "Lerp of [2, 3] and [3, 2]: both must have the same shape.",
        Assert.Throws<ShapeException>(() => Ops.Lerp(Tensor.Zeros([2, 3]), Tensor.Zeros([3, 2]), 0.5f)).Message);
}
