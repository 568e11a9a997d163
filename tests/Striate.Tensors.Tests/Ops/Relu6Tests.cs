using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class Relu6Tests
{
    [Fact]
    public void Relu6_Gradient_EqualsFiniteDifferences() => AgainstTwin(Ops.Relu6, (x, y) => ReluKernel.Reference.Forward(x, y, 6), scale: 12);
}
