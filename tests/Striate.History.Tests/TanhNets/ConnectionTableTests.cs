namespace Striate.History.Tests;

public class ConnectionTableTests
{
    [Fact]
    public void Of_AMapThatSeesAnotherTwice_SaysWhich()
    {
        var error = Assert.Throws<ArgumentException>(() => ConnectionTable.Of(3, [0, 1], [2, 2]));
        Assert.StartsWith("Map 1 sees the maps 2, 2; expected at least one of 0 to 2, each once.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void Of_AMapThatDoesNotExist_Throws(int map) => Assert.Throws<ArgumentException>(() => ConnectionTable.Of(3, [map]));

    [Fact]
    public void Of_AMapThatSeesNothing_Throws() => Assert.Throws<ArgumentException>(() => ConnectionTable.Of(3, [0], []));

    [Fact]
    public void Full_OfTwoLayers_ConnectsAllPairs()
    {
        var table = ConnectionTable.Full(3, 4);
        Assert.True(table.IsFull);
        Assert.Equal(12, table.Count);
    }
}
