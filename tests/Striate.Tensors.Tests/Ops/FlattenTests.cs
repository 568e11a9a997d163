using Striate.Kernels;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class FlattenTests
{
    [Fact]
    public void Flatten_Images_GradientEqualsFiniteDifferences() =>
        Run([Random([2, 3, 2, 4], 1)], inputs => Ops.Flatten(inputs[0]), inputs => LayoutTests.ChannelsFirst(inputs[0]));

    [Fact]
    public void Reshape_Matrix_GradientEqualsFiniteDifferences() =>
        Run([Random([4, 6], 1)], inputs => Ops.Reshape(inputs[0], [2, 3, 4]), inputs => [.. inputs[0]]);

    [Fact]
    public void Flatten_ShapeOfTheRest_IsMultiplied() => Assert.Equal([2, 24], Ops.Flatten(Tensor.Zeros([2, 3, 2, 4])).Shape);

    [Fact]
    public void Reshape_OtherLength_SaysBoth()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.Reshape(Tensor.Zeros([2, 3]), [7]));
        Assert.Equal("[2, 3] has 6 numbers, [7] has 7.", error.Message);
    }
}
