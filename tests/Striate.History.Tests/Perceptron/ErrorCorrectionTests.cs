using Striate.Tensors;

namespace Striate.History.Tests;

public class ErrorCorrectionTests
{
    [Fact]
    public void Teach_ARightAnswer_ChangesNothing()
    {
        var unit = new ThresholdUnit(2);
        Assert.False(ErrorCorrection.Teach(unit, [1, 1], isWanted: false));
        Assert.Equal((0f, 0f, 0f), (unit.Weights[0], unit.Weights[1], unit.Threshold));
    }

    [Fact]
    public void Teach_AWrongAnswer_GoesOneStep()
    {
        var unit = new ThresholdUnit(2);
        Assert.True(ErrorCorrection.Teach(unit, [1, 2], isWanted: true));
        Assert.Equal((1f, 2f, -1f), (unit.Weights[0], unit.Weights[1], unit.Threshold));
        Assert.True(ErrorCorrection.Teach(unit, [0, 1], isWanted: false));
        Assert.Equal((1f, 1f, 0f), (unit.Weights[0], unit.Weights[1], unit.Threshold));
    }

    [Theory]
    [InlineData(0.02, 1)]
    [InlineData(0.1, 2)]
    [InlineData(0.1, 3)]
    [InlineData(0.4, 4)]
    public void Learn_SeparablePoints_NoMoreMistakesThanTheTheoremAllows(double margin, ulong seed)
    {
        var set = SeparableSet.Draw(dimensions: 10, count: 500, margin, seed);
        Assert.InRange(set.Margin, margin, 2 * margin);
        var mistakes = ErrorCorrection.Learn(new ThresholdUnit(10), set.List, sweeps: 100_000);
        Assert.Equal(0, mistakes[^1]);
        Assert.InRange(mistakes.Sum(), 1, set.MostMistakes);
    }

    [Fact]
    public void Learn_XorWithoutAUnits_GoesRoundInACircle()
    {
        var unit = new ThresholdUnit(2);
        var xor = Parity.Patterns(2, off: 0);
        ErrorCorrection.Learn(unit, xor, sweeps: 100);
        var (w0, w1, threshold) = (unit.Weights[0], unit.Weights[1], unit.Threshold);
        var mistakes = ErrorCorrection.Learn(unit, xor, sweeps: 12);
        Assert.DoesNotContain(0, mistakes);
        Assert.Equal((w0, w1, threshold), (unit.Weights[0], unit.Weights[1], unit.Threshold));
    }

    [Fact]
    public void Learn_XorWithAUnits_EndsWithoutAMistake() => Assert.Equal(0, LearnParity(inputs: 2, connections: 2)[^1]);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Learn_ParityOfFour_TakesAUnitsThatSeeAllFour(int connections, bool isLearned) =>
        Assert.Equal(isLearned, LearnParity(inputs: 4, connections)[^1] == 0);

    private static IReadOnlyList<int> LearnParity(int inputs, int connections)
    {
        var units = new AssociationUnits(inputs, units: 256, connections, threshold: 1, seed: 1);
        return ErrorCorrection.Learn(
            new ThresholdUnit(units.Count),
            [.. Parity.Patterns(inputs, off: 0).Select(pattern => (units.Answer(Tensor.From(pattern.X, [1, inputs])).ToArray(), pattern.IsOdd))],
            sweeps: 500);
    }
}
