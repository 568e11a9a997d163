using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class ActivationKernelTests
{
    public static TheoryData<Activation> All => [.. Enum.GetValues<Activation>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Backward_OddSizes_EqualsReference(Activation activation)
    {
        foreach (var length in Compare.OddSizes.Append(40_000))
        {
            var y = Guarded.Numbers(length, 1);
            var dy = Guarded.Numbers(length, 2);
            for (var i = 0; i < length; i++)
            {
                y[i] = i % 5 == 0 ? 6 : i % 7 == 0 ? 0 : y[i] * 10;
            }

            var dx = new float[length];
            ActivationKernel.Reference.Backward<float>(activation, y, dy, dx);
            var actual = new Guarded(length);
            ActivationKernel.Backward(activation, y, dy, actual.Span);
            actual.AssertEqual(dx, 0);

            dy.CopyTo(actual.Span);
            ActivationKernel.Backward(activation, y, actual.Span, actual.Span);
            actual.AssertEqual(dx, 0);
        }
    }
}
