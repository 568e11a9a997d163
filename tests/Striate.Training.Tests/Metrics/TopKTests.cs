using CsCheck;

namespace Striate.Training.Tests.Metrics;

public class TopKTests
{
    [Fact]
    public void Best_KnownScores_BestFirst()
    {
        Assert.Equal([2, 0, 3], TopK.Best([3, -1, 7, 2], 3));
        Assert.Equal([2, 0, 3, 1], TopK.Best([3, -1, 7, 2], 9));
        Assert.Empty(TopK.Best([3, -1], 0));
        Assert.Equal(2, TopK.Best([3, -1, 7, 2]));
    }

    [Fact]
    public void Rank_EqualScores_LowerClassFirst() =>
        Assert.Equal([1, 2, 0, 3], Enumerable.Range(0, 4).Select(label => TopK.Rank([1, 1, 2, 1], label)));

    [Fact]
    public void Rank_NaN_IsNeverRight()
    {
        Assert.Equal(2, TopK.Rank([1, float.NaN, float.NegativeInfinity], 1));
        Assert.Equal(2, TopK.Best([float.NaN, float.NaN, 0]));
    }

    [Fact]
    public void Best_AnyScores_AgreesWithSortingAndRank()
    {
        // Few distinct values, so that ties are common.
        var scores = Gen.Select(Gen.Int[-3, 3], Gen.Int[0, 9]).Select((value, nan) => nan == 0 ? float.NaN : value).Array[1, 30];
        Gen.Select(scores, Gen.Int[0, 8]).Sample((values, k) =>
        {
            var sorted = Enumerable.Range(0, values.Length).OrderByDescending(c => values[c]).ToArray();
            Assert.Equal(sorted.Take(k), TopK.Best(values, k));
            Assert.Equal(sorted[0], TopK.Best(values));
            Assert.All(sorted, (c, rank) => Assert.Equal(rank, TopK.Rank(values, c)));
        });
    }
}
