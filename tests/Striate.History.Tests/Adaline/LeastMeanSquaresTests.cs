namespace Striate.History.Tests;

public class LeastMeanSquaresTests
{
    [Fact]
    public void Teach_OneStep_GoesDownTheGradient()
    {
        var unit = new Adaline(2);
        Assert.Equal(1, LeastMeanSquares.Teach(unit, [1, -2], desired: 1, rate: 0.1f));
        Assert.Equal((0.2f, -0.4f, 0.2f), (unit.Weights[0], unit.Weights[1], unit.Bias));
        Assert.Equal(-0.2f, LeastMeanSquares.Teach(unit, [1, -2], desired: 1, rate: 0.1f), 1e-6f);
    }

    [Fact]
    public void TeachShare_All_BringsTheSumToWhatIsWanted()
    {
        var unit = new Adaline(3) { Bias = 0.7f };
        Assert.Equal(-1.7f, LeastMeanSquares.TeachShare(unit, [1, 2, -3], desired: -1, share: 1), 1e-6f);
        Assert.Equal(-1, unit.Sum([1, 2, -3]), 1e-5f);
        Assert.Equal(-1, unit.Answer([1, 2, -3]));
    }

    [Fact]
    public void Teach_ManySmallSteps_ComesToTheLeastSquares()
    {
        var list = NoisyLine.Draw(1000, seed: 5);
        var best = NoisyLine.LeastSquaresOf(list);
        var unit = new Adaline(2);
        for (var sweep = 0; sweep < 60; sweep++)
        {
            foreach (var (x, desired) in list)
            {
                LeastMeanSquares.Teach(unit, x, desired, 0.02f / (1 + sweep));
            }
        }

        Assert.Equal(best[0], unit.Weights[0], 5e-3);
        Assert.Equal(best[1], unit.Weights[1], 5e-3);
        Assert.Equal(best[2], unit.Bias, 5e-3);

        // Near the plane by which the points were drawn, and not on it: the noise counts.
        Assert.Equal(0.8, best[0], 0.05);
        Assert.True(Math.Abs(best[0] - 0.8) > 1e-4);
    }

    [Fact]
    public void LeastSquares_Gradient_IsZero()
    {
        var list = NoisyLine.Draw(200, seed: 2);
        var w = NoisyLine.LeastSquaresOf(list);
        foreach (var input in (Func<float[], double>[])[x => x[0], x => x[1], _ => 1])
        {
            Assert.Equal(0, list.Sum(item => (item.Desired - (w[0] * item.X[0]) - (w[1] * item.X[1]) - w[2]) * input(item.X)), 1e-9);
        }
    }
}
