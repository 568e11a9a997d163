using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class AddKernelTests
{
    [Fact]
    public void Forward_OddSizes_EqualsReference()
    {
        foreach (var length in Compare.OddSizes.Append(40_000))
        {
            var (a, b) = (Guarded.Numbers(length, 1), Guarded.Numbers(length, 2));
            Compare.WithReference(
                length, y => AddKernel.Reference.Forward(Compare.Widen(a), Compare.Widen(b), y), y => AddKernel.Forward(a, b, y), 1e-7);
        }
    }

    [Fact]
    public void Forward_OtherLength_SaysWhich()
    {
        var error = Assert.Throws<ShapeException>(() => AddKernel.Forward(new float[3], new float[4], new float[3]));
        Assert.Equal("a has 3 numbers and b has 4; they must be as many.", error.Message);
    }
}
