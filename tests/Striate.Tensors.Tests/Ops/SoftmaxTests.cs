using Striate.Kernels;
using Striate.Kernels.Reduce;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class SoftmaxTests
{
    [Fact]
    public void Softmax_Gradient_EqualsFiniteDifferences() => AgainstTwin(Ops.Softmax, (x, y) => SoftmaxKernel.Reference.Forward(x.Length / 3, 3, x, y));

    [Fact]
    public void Softmax_ThreeAxes_SaysWhatItTakes()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.Softmax(Tensor.Zeros([2, 3, 4])));
        Assert.Equal("input [2, 3, 4] has 3 axes, expected [N, C] or [N, C, H, W].", error.Message);
    }
}
