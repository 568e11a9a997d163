using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class SigmoidTests
{
    [Fact]
    public void Sigmoid_Gradient_EqualsFiniteDifferences() => AgainstTwin(Ops.Sigmoid, SigmoidKernel.Reference.Forward);
}
