using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class TanhTests
{
    [Fact]
    public void Tanh_Gradient_EqualsFiniteDifferences() => AgainstTwin(Ops.Tanh, TanhKernel.Reference.Forward);
}
