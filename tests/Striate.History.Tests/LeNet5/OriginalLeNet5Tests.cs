using Striate.Tensors;

namespace Striate.History.Tests;

public class OriginalLeNet5Tests
{
    [Theory]
    [InlineData("c1", 122_304, 156)]
    [InlineData("s2", 5_880, 12)]
    [InlineData("c3", 151_600, 1_516)]
    [InlineData("s4", 2_000, 32)]
    [InlineData("c5", 48_120, 48_120)]
    [InlineData("f6", 10_164, 10_164)]
    public void ConnectionCount_OfALayer_IsThatOfThePaper(string layer, long connections, long parameters)
    {
        var count = ConnectionCount.Of(new OriginalLeNet5(), OriginalLeNet5.Side).Single(count => count.Layer == layer);
        Assert.Equal((connections, parameters), (count.Connections, count.Parameters));
    }

    [Fact]
    public void ConnectionCount_OfAll_IsThatOfThePaper()
    {
        var counts = ConnectionCount.Of(new OriginalLeNet5(), OriginalLeNet5.Side);
        Assert.Equal(340_908, counts.Sum(count => count.Connections) + OriginalLeNet5.OutputConnections);
        Assert.Equal(60_000, counts.Sum(count => count.Parameters));
        Assert.Equal(60_000, new OriginalLeNet5().CountParameters());
    }

    [Fact]
    public void Scheme_OfC3_HasSixtyKernels()
    {
        Assert.Equal(60, OriginalLeNet5.Scheme.Count);
        Assert.All(Enumerable.Range(0, 6), map => Assert.Equal(10, OriginalLeNet5.Scheme.Seen.Count(maps => maps.Contains(map))));
    }

    [Fact]
    public void Input_OfADigit_PutsPaperAroundIt()
    {
        var pixels = Tensor.Zeros([1, 1, 28, 28]);
        pixels[0, 0, 0, 27] = 1;
        var plane = new OriginalLeNet5().Input(pixels);
        Assert.Equal([1, 1, 32, 32], plane.Shape);
        Assert.Equal(1.175f, plane[0, 0, 2, 29], 1e-5f);
        Assert.Equal(-0.1f, plane[0, 0, 0, 0], 1e-5f);
        Assert.Equal(-0.1f, plane[0, 0, 31, 31], 1e-5f);
        Assert.Equal(-0.1f, plane[0, 0, 15, 15], 1e-5f);
    }

    [Fact]
    public void Forward_OfADigit_GivesMinusTheDistancesFromTheCodes()
    {
        var net = new OriginalLeNet5();
        net.Initialize(1);
        var x = Tensor.Full([1, 1, 32, 32], 0.3f);
        var (scores, f6) = (net.Forward(x), net.States(x)[^1].ToArray());
        for (var digit = 0; digit < 10; digit++)
        {
            var code = DigitCodes.All.Span.Slice(digit * DigitCodes.Length, DigitCodes.Length).ToArray();
            Assert.Equal(-f6.Zip(code, (state, c) => (state - c) * (state - c)).Sum(), scores[0, digit], 1e-2f);
        }
    }

    [Fact]
    public void DigitCodes_AreBitmapsThatDiffer()
    {
        Assert.Equal([10, 84], DigitCodes.All.Shape);
        Assert.All(DigitCodes.All.ToArray(), number => Assert.Equal(1, Math.Abs(number)));
        var codes = Enumerable.Range(0, 10).Select(digit => DigitCodes.All.ToArray().AsSpan(digit * 84, 84).ToArray()).ToList();
        for (var a = 0; a < 10; a++)
        {
            for (var b = 0; b < a; b++)
            {
                Assert.True(codes[a].Zip(codes[b], (x, y) => x != y ? 1 : 0).Sum() >= 4, $"{a} and {b} are too much alike.");
            }
        }
    }

    [Fact]
    public void RubbishClassLoss_OfDistances_IsEquationNine()
    {
        var loss = new RubbishClassLoss(0.1).Of(Tensor.From([-2, -3, -5, -1], [2, 2]), [0, 1]).Item();
        var first = 2 + Math.Log(Math.Exp(-0.1) + Math.Exp(-2) + Math.Exp(-3));
        var second = 1 + Math.Log(Math.Exp(-0.1) + Math.Exp(-5) + Math.Exp(-1));
        Assert.Equal((first + second) / 2, loss, 1e-5);
    }
}
