using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class ReluTests
{
    [Fact]
    public void Relu_Gradient_EqualsFiniteDifferences() =>
        AgainstTwin(Ops.Relu, (x, y) => ReluKernel.Reference.Forward(x, y, double.PositiveInfinity));
}
