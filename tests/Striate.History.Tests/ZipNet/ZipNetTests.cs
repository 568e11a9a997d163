using Striate.Data;
using Striate.Tensors;

namespace Striate.History.Tests;

public class ZipNetTests
{
    [Theory]
    [InlineData("h1", 19_968, 1_068)]
    [InlineData("h2", 38_592, 2_592)]
    [InlineData("h3", 5_790, 5_790)]
    [InlineData("output", 310, 310)]
    public void ConnectionCount_OfALayer_IsThatOfThePaper(string layer, long connections, long parameters)
    {
        var count = ConnectionCount.Of(new ZipNet(), ZipNet.Side).Single(count => count.Layer == layer);
        Assert.Equal((connections, parameters), (count.Connections, count.Parameters));
    }

    [Fact]
    public void ConnectionCount_OfAll_IsThatOfThePaper()
    {
        var counts = ConnectionCount.Of(new ZipNet(), ZipNet.Side);
        Assert.Equal(64_660, counts.Sum(count => count.Connections));
        Assert.Equal(9_760, counts.Sum(count => count.Parameters));
        Assert.Equal(1_000, counts.Sum(count => count.Maps.Size));
        Assert.Equal(9_760, new ZipNet().CountParameters());
    }

    [Fact]
    public void Scheme_OfH2_IsEightOfTwelveAndNoTwoAlike()
    {
        var seen = ZipNet.Scheme.Seen;
        Assert.All(seen, maps => Assert.Equal(8, maps.Count));
        Assert.Equal(12, seen.Select(maps => string.Join(' ', maps)).Distinct().Count());
        Assert.All(Enumerable.Range(0, 12), map => Assert.Equal(8, seen.Count(maps => maps.Contains(map))));
    }

    [Fact]
    public void Forward_OfAnEmptyPage_IsTheSameAtEveryPlaceOfH1()
    {
        var net = new ZipNet();
        net.Initialize(1);
        net.Layers[0].Bias.Value.Span.Clear();
        var h1 = net.States(net.Input(Tensor.Zeros([1, 1, 16, 16])))[1];
        for (var map = 0; map < 12; map++)
        {
            for (var place = 1; place < 64; place++)
            {
                Assert.Equal(h1[0, map, 0, 0], h1[0, map, place / 8, place % 8], 1e-5f);
            }
        }
    }

    [Fact]
    public void SignedTargetLoss_OfScores_IsHalfTheSquaredDistance() =>
        Assert.Equal((0.25 + 0 + 4) / 2, new SignedTargetLoss().Of(Tensor.From([0.5f, -1, 1], [1, 3]), [0]).Item(), 1e-5);

    [Fact]
    public void Training_OnTwoThousandDigits_ReadsMostOfOthers()
    {
        var lesson = new Lesson();
        var train = DigitSet.Of(Mnist.Train(), ZipNet.Side, 2000);
        var test = DigitSet.Of(Mnist.Test(), ZipNet.Side, 500);
        var passes = new TanhNetTraining(new ZipNet(), new SignedTargetLoss(), [0.0005, 0.0005, 0.0002]) { Batch = 4 }.Run(train, test, new Stage(lesson, 0, 1));
        Assert.InRange(passes[^1].TestError, 0, 0.3);
        Assert.True(passes[^1].Loss < passes[0].Loss);
    }
}
