using Striate.Kernels;
using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class ReluTests
{
    [Fact]
    public void Relu_Gradient_EqualsFiniteDifferences() =>
        AgainstTwin(Ops.Relu, (x, y) => EpilogueKernel.Reference.Run(1, x, [], [], [], Activation.Relu, y));
}
