using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class DropoutKernelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Run_OddSizes_EqualsReference(double p)
    {
        foreach (var length in Compare.OddSizes.Append(40_000))
        {
            var settings = DropoutSettings.Create(p, 0x0123456789ABCDEF);
            var x = Guarded.Numbers(length, 1);
            Compare.WithReference(
                length, y => DropoutKernel.Reference.Run(settings, Compare.Widen(x), y), y => DropoutKernel.Run(settings, x, y), 1e-6);
        }
    }

    [Fact]
    public void Run_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var y = new float[100_003];
        DropoutKernel.Run(DropoutSettings.Create(0.3, 7), Guarded.Numbers(y.Length, 1), y);
        return y;
    });

    // 4σ of a binomial: keys next to one another and indices next to one another must look independent.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Run_ManyKeys_DropsTheShareIndependently(double p)
    {
        const int Length = 100_000;
        var ones = Enumerable.Repeat(1f, Length).ToArray();
        var (previous, current) = (new float[Length], new float[Length]);
        for (var key = 0UL; key < 20; key++)
        {
            DropoutKernel.Run(DropoutSettings.Create(p, Rng.Hash(1, key)), ones, current);
            AssertShare(p, Count(i => current[i] == 0));
            if (key > 0)
            {
                AssertShare(p * p, Count(i => current[i] == 0 && previous[i] == 0));
            }

            AssertShare(p * p, Count(i => current[i] == 0 && current[(i + 1) % Length] == 0));
            (previous, current) = (current, previous);
        }

        static int Count(Func<int, bool> condition) => Enumerable.Range(0, Length).Count(condition);

        static void AssertShare(double share, int count) =>
            Assert.InRange((double)count / Length, share - Deviation(share), share + Deviation(share));

        static double Deviation(double share) => 4.5 * Math.Sqrt(share * (1 - share) / Length * 1.5);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void Create_NoProbability_SaysSo(double p)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DropoutSettings.Create(p, 0));
        Assert.StartsWith($"Dropout with probability {p}; it must be from 0 to 1.", error.Message, StringComparison.Ordinal);
    }
}
