using Striate.Networks;

namespace Striate.Insight.Tests;

public sealed class FromAllOverTests
{
    [Theory]
    [InlineData(3, 5, new[] { 0, 1, 2 })]
    [InlineData(9, 3, new[] { 0, 4, 8 })]
    [InlineData(10, 4, new[] { 0, 3, 6, 9 })]
    [InlineData(0, 4, new int[0])]
    public void Places_Count_FirstAndLastAndBetween(int count, int most, int[] places) => Assert.Equal(places, FromAllOver.Places(count, most));

    [Fact]
    public void Convolutions_NetworkWithout_None() => Assert.Empty(FromAllOver.Convolutions(new Sequential { new Linear(2, 2) }, 3));
}
