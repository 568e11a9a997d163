using Striate.Kernels.Elementwise;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class GeluTests
{
    [Theory]
    [InlineData(GeluForm.Erf)]
    [InlineData(GeluForm.Tanh)]
    public void Gelu_Gradient_EqualsFiniteDifferences(GeluForm form) =>
        AgainstTwin(x => Ops.Gelu(x, form), (x, y) => GeluKernel.Reference.Forward(form, x, y));
}
