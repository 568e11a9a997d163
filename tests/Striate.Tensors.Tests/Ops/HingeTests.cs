using Striate.Kernels;
using Striate.Kernels.Reduce;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class HingeTests
{
    private static readonly int[] Classes = [3, 0, 4, 4, 1, 2];

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    public void Hinge_Gradient_EqualsFiniteDifferences(double margin) => Run(
        [Random([6, 5], 1, 2)],
        inputs => Ops.Hinge(inputs[0], Classes, margin),
        inputs => [HingeKernel.Reference.Forward(6, 5, inputs[0], Classes, margin)]);

    [Fact]
    public void Hinge_NoSamples_SaysSo()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.Hinge(Tensor.Zeros([0, 10]), []));
        Assert.Equal(
            "scores [0, 10] are a batch of nothing: a mean needs at least one sample and one class. Leave out empty batches.", error.Message);
    }
}
