namespace Striate.History.Tests;

public class MadalineRule2Tests
{
    [Theory]
    [InlineData(2, 2, 40)]
    [InlineData(2, 3, 70)]
    [InlineData(3, 3, 10)]
    [InlineData(3, 6, 70)]
    public void Teach_Parity_IsLearnedFromManyStarts(int inputs, int units, int least)
    {
        var learned = Enumerable.Range(0, 100).Count(start => AdalineMachine.LearnParity(inputs, units, (ulong)start) is not null);
        Assert.InRange(learned, least, 100);
    }

    [Fact]
    public void Teach_OneAdaline_NeverLearnsXor()
    {
        var rule = new MadalineRule2(new Madaline(seed: 1, 2, 1));
        for (var sweep = 0; sweep < 100; sweep++)
        {
            Assert.NotEqual(0, Parity.Patterns(2, off: -1).Sum(pattern => rule.Teach(pattern.X, [pattern.IsOdd ? 1 : -1])));
        }
    }

    [Fact]
    public void Teach_ARightAnswer_ChangesNothing()
    {
        var madaline = new Madaline(seed: 1, 4, 3, 2);
        float[] x = [1, -1, 1, 1];
        var before = Weights(madaline);
        Assert.Equal(0, new MadalineRule2(madaline).Teach(x, madaline.Answer(x)));
        Assert.Equal(before, Weights(madaline));
    }

    [Fact]
    public void Teach_AWrongAnswer_DisturbsFewUnits()
    {
        var madaline = new Madaline(seed: 1, 4, 9, 1);
        float[] x = [1, -1, 1, 1];
        var before = madaline.Layers[0].Select(unit => unit.Bias).ToArray();
        Assert.Equal(1, new MadalineRule2(madaline).Teach(x, [-madaline.Answer(x)[0]]));
        Assert.InRange(madaline.Layers[0].Zip(before).Count(pair => pair.First.Bias != pair.Second), 0, 2);
    }

    [Fact]
    public void Create_WithoutALayer_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => new Madaline(1, 5));
        Assert.Equal("A Madaline of sizes 5; expected the number of inputs and at least one layer, each of 1 or more.", error.Message);
    }

    private static float[] Weights(Madaline madaline) => [.. madaline.Layers.SelectMany(layer => layer).SelectMany(unit => unit.Weights.ToArray().Append(unit.Bias))];
}
