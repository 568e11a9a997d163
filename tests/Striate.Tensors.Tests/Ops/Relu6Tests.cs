using Striate.Kernels;
using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class Relu6Tests
{
    [Fact]
    public void Relu6_Gradient_EqualsFiniteDifferences() => AgainstTwin(Ops.Relu6, (x, y) => EpilogueKernel.Reference.Run(1, x, [], [], [], Activation.Relu6, y), scale: 12);
}
