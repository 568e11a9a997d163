namespace Striate.Insight.Tests;

public sealed class LinearSystemTests
{
    [Fact]
    public void Solve_TwoRightSides_Both()
    {
        var system = new LinearSystem([4, 2, 0, 2, 5, 1, 0, 1, 3], 3);
        Assert.Equal([1, 2, 3], system.Solve([8, 15, 11]), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([-1, 0, 1], system.Solve([-4, -1, 3]), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Solve_OpenUnknown_RidgeMakesItZero() =>
        Assert.Equal([2, 0], new LinearSystem([1, 0, 0, 0], 2, ridge: 1e-9).Solve([2, 0]), (a, b) => Math.Abs(a - b) < 1e-6);

    [Fact]
    public void Solve_OtherSizes_SaysWhich()
    {
        Assert.Contains("2 equations has a matrix of 4 numbers; got 3", Assert.Throws<ArgumentException>(() => new LinearSystem([1, 2, 3], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("got 1", Assert.Throws<ArgumentException>(() => new LinearSystem([1, 0, 0, 1], 2).Solve([1])).Message, StringComparison.Ordinal);
    }
}
