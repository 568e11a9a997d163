using Striate.Data;

namespace Striate.Insight.Tests;

public sealed class TileGridTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 6, 1)]
    [InlineData(9, 5, 2)]
    [InlineData(16, 8, 2)]
    [InlineData(20, 10, 2)]
    [InlineData(32, 11, 3)]
    [InlineData(64, 16, 4)]
    [InlineData(96, 16, 6)]
    public void Constructor_AnyNumber_RowsEvenlyFilled(int count, int columns, int rows)
    {
        var grid = Grid(count, 28, 28, 1376);
        Assert.Equal((columns, rows), (grid.Columns, grid.Rows));
    }

    [Theory]
    [InlineData(6, 5, 5)]
    [InlineData(16, 10, 10)]
    [InlineData(64, 28, 28)]
    [InlineData(3, 224, 112)]
    [InlineData(64, 1, 1)]
    [InlineData(1, 1, 400)]
    public void Place_AllTiles_InsideAndApart(int count, int height, int width)
    {
        const int Width = 1144;
        var grid = Grid(count, height, width, Width);
        var places = Enumerable.Range(0, count).Select(i => grid.Place(i)).ToList();
        Assert.All(places, place => Assert.InRange(place.X, 0, Width - grid.TileWidth));
        Assert.All(places, place => Assert.InRange(place.Y, 0, grid.Height - grid.TileHeight));
        foreach (var (a, b) in from a in places from b in places where a != b select (a, b))
        {
            Assert.True(Math.Abs(a.X - b.X) >= grid.TileWidth + 10 || Math.Abs(a.Y - b.Y) >= grid.TileHeight + 30, $"{a} and {b} are too near.");
        }
    }

    [Theory]
    [InlineData(5, 5, 200, 200)]
    [InlineData(28, 28, 196, 196)]
    [InlineData(3, 7, 196, 84)]
    [InlineData(400, 200, 100, 200)]
    [InlineData(1000, 1, 1, 200)]
    public void Fit_Picture_WholeZoomOrReduced(int height, int width, int shownWidth, int shownHeight) =>
        Assert.Equal((shownWidth, shownHeight), TileGrid.Fit(new Picture(height, width, 1), 200));

    [Fact]
    public void Place_StackedPictures_BelowEachOther()
    {
        var grid = new TileGrid([new Tile("0", new Picture(5, 5, 1), new Picture(5, 5, 1)), new Tile("1", new Picture(5, 5, 1), new Picture(5, 5, 1))], 1376);
        Assert.Equal(60, grid.TileHeight);
        Assert.Equal((0, 63), grid.Place(0, 1));
        Assert.True(grid.Height >= 123 + 20);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(70)]
    public void Place_LongLabelsBelowSmallStacks_Apart(int count)
    {
        const string Label = "113: 179°";
        var grid = new TileGrid([.. Enumerable.Range(0, count).Select(_ => new Tile(Label, new Picture(5, 5, 1), new Picture(5, 5, 1)))], 1136);
        Assert.InRange(grid.Place(1).X - grid.Place(0).X, Imaging.Canvas.TextWidth(Label, 20), 1136);
    }

    [Fact]
    public void Height_BankOfManyChannels_FitsAPage()
    {
        var grid = new TileGrid([.. Enumerable.Range(0, 96).Select(i => new Tile($"{i}", [.. Enumerable.Range(0, 16).Select(_ => new Picture(3, 3, 3))]))], 1376);
        Assert.InRange(grid.Height, 1, 2000);
        Assert.Equal((24, 24), (grid.TileWidth, grid.TileHeight));
    }

    private static TileGrid Grid(int count, int height, int width, int most) =>
        new([.. Enumerable.Range(0, count).Select(i => new Tile($"{i}", new Picture(height, width, 1)))], most);
}
