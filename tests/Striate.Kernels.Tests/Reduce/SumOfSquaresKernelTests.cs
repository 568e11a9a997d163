using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class SumOfSquaresKernelTests
{
    [Fact]
    public void Run_OddSizes_EqualsReference()
    {
        foreach (var length in Compare.OddSizes.Append(70_001))
        {
            var x = Guarded.Numbers(length, 1);
            var expected = SumOfSquaresKernel.Reference.Run<double>(Compare.Widen(x));
            Assert.Equal(expected, SumOfSquaresKernel.Run(x), 1e-6 * expected);
        }
    }

    [Fact]
    public void Run_NaN_IsPassedOn() => Assert.Equal(double.NaN, SumOfSquaresKernel.Run([1, float.NaN]));

    [Fact]
    public void Run_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var sum = BitConverter.DoubleToInt64Bits(SumOfSquaresKernel.Run(Guarded.Numbers(100_003, 1)));
        return [BitConverter.Int32BitsToSingle((int)sum), BitConverter.Int32BitsToSingle((int)(sum >> 32))];
    });
}
