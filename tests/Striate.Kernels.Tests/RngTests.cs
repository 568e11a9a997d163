namespace Striate.Kernels.Tests;

/// <summary>Fixed values, so that every machine agrees, and the shapes of the distributions.</summary>
public class RngTests
{
    // The first outputs of SplitMix64 from seed 0 are published test vectors; those from seed 1 follow from the same formula.
    [Fact]
    public void NextBits_KnownSeeds_GivePublishedNumbers()
    {
        var zero = new Rng(0);
        Assert.Equal(new[] { 0xe220a8397b1dcdafUL, 0x6e789e6aa1b965f4UL, 0x06c45d188009454fUL }, new[] { zero.NextBits(), zero.NextBits(), zero.NextBits() });
        var one = new Rng(1);
        Assert.Equal(new[] { 0x910a2dec89025cc1UL, 0xbeeb8da1658eec67UL, 0xf893a2eefb32555eUL }, new[] { one.NextBits(), one.NextBits(), one.NextBits() });
    }

    [Fact]
    public void NextFloatAndDouble_KnownSeed_GiveKnownNumbers()
    {
        var rng = new Rng(1);
        Assert.Equal([0.5665615200996399f, 0.7457817196846008f], [rng.NextFloat(), rng.NextFloat()]);
        Assert.Equal([0.9710027535867962, 0.4443592170557721], [rng.NextDouble(), rng.NextDouble()]);
    }

    [Fact]
    public void NextInt_KnownSeed_GivesKnownNumbers()
    {
        var rng = new Rng(5);
        Assert.Equal([3, 7, 2, 0, 1, 3, 9, 5, 4, 6, 4, 1], Enumerable.Range(0, 12).Select(_ => rng.NextInt(10)));
    }

    [Fact]
    public void NextNormal_KnownSeed_GivesKnownNumbers()
    {
        var rng = new Rng(1);
        Assert.Equal(-0.034267321791851144, rng.NextNormal(), 1e-13);
        Assert.Equal(-2.5000674933698677, rng.NextNormal(), 1e-13);
    }

    [Fact]
    public void Shuffle_KnownSeed_GivesKnownOrder()
    {
        var items = Enumerable.Range(0, 10).ToArray();
        new Rng(7).Shuffle<int>(items);
        Assert.Equal([9, 5, 8, 6, 1, 2, 4, 7, 0, 3], items);
    }

    [Fact]
    public void Hash_KnownArguments_GivesKnownNumbers()
    {
        Assert.Equal(0x081a5c1377856b73UL, Rng.Hash(1, 2));
        Assert.Equal(0x2ee6c235b7d0c74cUL, Rng.Hash(1, 2, 3));
        Assert.Equal(0x062dc1c5d00eee18UL, Rng.Hash("conv1.weight"));
    }

    [Fact]
    public void State_OfARng_ContinuesItsSequence()
    {
        var rng = new Rng(42);
        rng.NextBits();
        var copy = new Rng(rng.State);
        Assert.Equal(rng.NextBits(), copy.NextBits());
    }

    // 5σ of each mean.
    [Fact]
    public void NextDoubleAndNormal_ManyDraws_HaveTheirMoments()
    {
        const int Draws = 200_000;
        var rng = new Rng(3);
        var uniform = Enumerable.Range(0, Draws).Select(_ => rng.NextDouble()).ToArray();
        var normal = Enumerable.Range(0, Draws).Select(_ => rng.NextNormal()).ToArray();
        Assert.All(uniform, value => Assert.InRange(value, 0, 1 - 1e-16));
        Assert.Equal(0.5, uniform.Average(), 5 * Math.Sqrt(1 / 12.0 / Draws));
        Assert.Equal(0, normal.Average(), 5 * Math.Sqrt(1.0 / Draws));
        Assert.Equal(1, normal.Average(value => value * value), 5 * Math.Sqrt(2.0 / Draws));
        Assert.Equal(3, normal.Average(value => Math.Pow(value, 4)), 5 * Math.Sqrt(96.0 / Draws));
    }

    // χ² with 9 degrees of freedom is below 33.7 in all but one of 10,000 cases.
    [Fact]
    public void NextIntAndShuffle_ManyDraws_AreEven()
    {
        const int Draws = 100_000;
        var rng = new Rng(4);
        var (numbers, places) = (new int[10], new int[10]);
        for (var i = 0; i < Draws; i++)
        {
            numbers[rng.NextInt(10)]++;
            var items = Enumerable.Range(0, 10).ToArray();
            rng.Shuffle<int>(items);
            places[Array.IndexOf(items, 0)]++;
        }

        Assert.InRange(ChiSquare(numbers), 0, 33.7);
        Assert.InRange(ChiSquare(places), 0, 33.7);

        static double ChiSquare(int[] counts) => counts.Sum(count => Math.Pow(count - (Draws / 10.0), 2) / (Draws / 10.0));
    }

    [Fact]
    public void NextFloat_Bounds_AreKept()
    {
        var rng = new Rng(9);
        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.InRange(rng.NextFloat(-2, 3), -2, 3));
    }

    [Fact]
    public void NextInt_NoCount_IsAnError() => Assert.Throws<ArgumentOutOfRangeException>(() => new Rng(1).NextInt(0));
}
