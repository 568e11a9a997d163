using CsCheck;

namespace Striate.Data.Tests.Datasets;

public class DatasetTests
{
    [Fact]
    public void Split_AnyShareAndSeed_KeepsEveryPictureOnceAndEachClassAlike() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 5], Gen.Double[0.05, 0.95], Gen.ULong).Sample((count, classes, share, seed) =>
        {
            var data = Samples.Numbered(count, classes);
            var (first, second) = data.Split(share, seed);
            Assert.Equal(Enumerable.Range(0, count), Numbers(first).Concat(Numbers(second)).Order());
            Assert.Equal(Numbers(first).Order(), Numbers(first));
            for (var label = 0; label < classes; label++)
            {
                var all = Enumerable.Range(0, count).Count(i => data.LabelOf(i) == label);
                var taken = Enumerable.Range(0, first.Count).Count(i => first.LabelOf(i) == label);
                Assert.InRange(taken, Math.Max(share * all - 1, Math.Min(all / 2, 1)), share * all + 1);
            }

            Assert.Equal(Numbers(first), Numbers(data.Split(share, seed).First));
        });

    [Fact]
    public void Split_AnotherSeed_GivesOtherParts() =>
        Assert.NotEqual(Numbers(Samples.Numbered(100, 2).Split(0.5, 1).First), Numbers(Samples.Numbered(100, 2).Split(0.5, 2).First));

    [Theory]
    [InlineData(10, 3, "0 3 6")]
    [InlineData(10, 4, "0 2 5 7")]
    [InlineData(3, 3, "0 1 2")]
    [InlineData(3, 9, "0 1 2")]
    [InlineData(5, 0, "")]
    public void FromAllOver_AnyNumber_EvenlySpread(int count, int most, string expected) =>
        Assert.Equal(expected, string.Join(' ', Numbers(Samples.Numbered(count, 2).FromAllOver(most))));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Split_ShareOutOfRange_SaysWhatIsExpected(double share) =>
        Assert.StartsWith(
            "The share of the first part lies between 0 and 1, for example 0.8.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Numbered(4, 2).Split(share, 1)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void KFold_AnyNumberOfParts_TestsEveryPictureOnceAndEachClassAlike() =>
        Gen.Select(Gen.Int[2, 60], Gen.Int[1, 5], Gen.Int[2, 9], Gen.ULong).Where((count, _, folds, _) => folds <= count).Sample((count, classes, folds, seed) =>
        {
            var data = Samples.Numbered(count, classes);
            var parts = data.KFold(folds, seed);
            Assert.Equal(folds, parts.Count);
            Assert.Equal(Enumerable.Range(0, count), parts.SelectMany(part => Numbers(part.Test)).Order());
            foreach (var (train, test) in parts)
            {
                Assert.Equal(Enumerable.Range(0, count), Numbers(train).Concat(Numbers(test)).Order());
                Assert.Equal(Numbers(test).Order(), Numbers(test));
                Assert.InRange(test.Count, count / folds, ((count - 1) / folds) + 1);
                for (var label = 0; label < classes; label++)
                {
                    var all = Enumerable.Range(0, count).Count(i => data.LabelOf(i) == label);
                    Assert.InRange(Enumerable.Range(0, test.Count).Count(i => test.LabelOf(i) == label), all / folds, (all + folds - 1) / folds);
                }
            }

            Assert.Equal(Numbers(parts[0].Test), Numbers(data.KFold(folds, seed)[0].Test));
        });

    [Fact]
    public void KFold_PartsThatCannotBe_SaysHowMany() => Assert.StartsWith(
        "numbered has 4 pictures; give 2 to 4 parts.",
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Numbered(4, 2).KFold(5, 1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void As_OtherNames_NamesTheSamePictures()
    {
        var data = Samples.Numbered(4, 2).As("pets", ["cat", "dog"]);
        Assert.Equal("pets: 4 pictures, 2 classes", data.ToString());
        Assert.Equal(("dog", 3, "picture 3"), (data.Classes[data.LabelOf(3)], (int)data.PictureOf(3)[0, 0], data.NameOf(3)));
        Assert.Equal(
            "numbered has 2 classes, and 1 names were given. Give one for each.",
            Assert.Throws<ArgumentException>(() => Samples.Numbered(4, 2).As("pets", ["cat"])).Message);
    }

    [Fact]
    public void Take_FewerAndMore_GivesTheFirst()
    {
        var data = Samples.Numbered(5, 2);
        Assert.Equal([0, 1, 2], Numbers(data.Take(3)));
        Assert.Same(data, data.Take(9));
        Assert.Equal("numbered, first 3", data.Take(3).Name);
        Assert.Empty(Numbers(data.Take(0)));
    }

    [Fact]
    public void Select_UnknownPlace_SaysHowManyThereAre() => Assert.StartsWith(
        "numbered has no picture 5; it has 5, counted from 0.",
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Numbered(5, 2).Select([0, 5])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void PictureSet_LabelWithoutClass_SaysWhich() => Assert.Equal(
        "pets: label 2 of picture 1 is not one of 0 to 1. Correct it, or name more classes.",
        Assert.Throws<ArgumentException>(() => new PictureSet("pets", [new Picture(), new Picture()], [0, 2], ["cat", "dog"])).Message);

    [Fact]
    public void PictureSet_OtherCounts_SaysBoth() => Assert.Equal(
        "pets: 1 pictures and 2 labels, expected as many of one as of the other.",
        Assert.Throws<ArgumentException>(() => new PictureSet("pets", [new Picture()], [0, 1], ["cat", "dog"])).Message);

    private static IEnumerable<int> Numbers(Dataset data) => Enumerable.Range(0, data.Count).Select(i => (int)data.PictureOf(i)[0, 0]);
}
