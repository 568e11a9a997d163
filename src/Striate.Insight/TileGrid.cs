using Striate.Data;
using Striate.Imaging;
using static Striate.Insight.SheetStyle;

namespace Striate.Insight;

/// <summary>
/// Tiles in rows, evenly filled. Pictures that are smaller than their place are enlarged by a whole number, so that their
/// pixels stay equal squares; larger ones are made smaller.
/// </summary>
internal sealed class TileGrid
{
    private const int MostColumns = 16;
    private const int MostColumnsOfStacks = 32;
    private const int HighStack = 8;
    private const int MostStackedSide = 60;
    private const int MostStackHeight = 440;
    private const int StackGap = 3;
    private const int MostGap = 4 * Gap;
    private const int LabelHeight = LabelSize + 8;

    private readonly IReadOnlyList<Tile> _tiles;
    private readonly int _stack, _widestLabel, _step, _rowStep;

    /// <summary>Finds the places.</summary>
    /// <param name="tiles">At least one.</param>
    /// <param name="width">Pixels from the left edge of the first column to the right edge of the last, at most.</param>
    public TileGrid(IReadOnlyList<Tile> tiles, int width)
    {
        _tiles = tiles;
        _stack = tiles.Max(tile => tile.Pictures.Count);
        _widestLabel = (int)Math.Ceiling(tiles.Max(tile => Canvas.TextWidth(tile.Label, LabelSize)));
        var most = tiles.Count switch { <= 8 => tiles.Count, <= 16 when _stack == 1 => 8, <= 36 when _stack == 1 => 12, _ => _stack < HighStack ? MostColumns : MostColumnsOfStacks };
        most = Math.Clamp((width + Gap) / (_widestLabel + Gap), 1, most);
        Rows = (tiles.Count + most - 1) / most;
        Columns = (tiles.Count + Rows - 1) / Rows;

        var place = Math.Min(_stack > 1 ? Math.Min(MostStackedSide, (MostStackHeight / _stack) - StackGap) : MostSide, ((width + Gap) / Columns) - Gap);
        (TileWidth, TileHeight) = Fit(tiles[0].Pictures[0], place);
        _step = Step(width, place);
        _rowStep = (_stack * (TileHeight + StackGap)) - StackGap + LabelHeight + Gap;
    }

    /// <summary>Tiles beside each other.</summary>
    public int Columns { get; }

    /// <summary>Rows of tiles.</summary>
    public int Rows { get; }

    /// <summary>Columns of pixels that a picture fills.</summary>
    public int TileWidth { get; }

    /// <summary>Rows of pixels that a picture fills.</summary>
    public int TileHeight { get; }

    /// <summary>Rows of pixels that the grid fills.</summary>
    public int Height => (Rows * _rowStep) - Gap;

    /// <summary>The size of a picture in a square place: enlarged by a whole number, or reduced to fit.</summary>
    public static (int Width, int Height) Fit(Picture picture, int side)
    {
        var longest = Math.Max(picture.Height, picture.Width);
        return longest <= side
            ? (picture.Width * (side / longest), picture.Height * (side / longest))
            : (Math.Max(1, picture.Width * side / longest), Math.Max(1, picture.Height * side / longest));
    }

    /// <summary>Draws a picture with a fine edge; enlarged pixels stay squares.</summary>
    public static void Draw(Canvas canvas, Picture picture, int x, int y, int width, int height)
    {
        canvas.Draw(picture, x, y, width, height, smooth: width < picture.Width);
        canvas.Outline(x - 1, y - 1, width + 2, height + 2, Edge);
    }

    /// <summary>The upper left pixel of a picture, from that of the grid.</summary>
    /// <param name="tile">Which tile, row after row.</param>
    /// <param name="picture">Which of its pictures, from above.</param>
    public (int X, int Y) Place(int tile, int picture = 0) =>
        (tile % Columns * _step, (tile / Columns * _rowStep) + (picture * (TileHeight + StackGap)));

    /// <summary>Draws all tiles.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="left">Left edge of the grid.</param>
    /// <param name="top">Upper edge of the grid.</param>
    public void Draw(Canvas canvas, int left, int top)
    {
        for (var i = 0; i < _tiles.Count; i++)
        {
            for (var p = 0; p < _tiles[i].Pictures.Count; p++)
            {
                var (x, y) = Place(i, p);
                Draw(canvas, _tiles[i].Pictures[p], left + x, top + y, TileWidth, TileHeight);
            }

            var (labelX, labelY) = Place(i, _stack - 1);
            canvas.Text(
                _tiles[i].Label, left + labelX + (TileWidth / 2f), top + labelY + TileHeight + LabelSize + 4, LabelSize, Faint, TextAlign.Center);
        }
    }

    // The columns are spread over the whole width, so that sheets end on one line, unless they would lie far apart.
    private int Step(int width, int place)
    {
        var spread = Columns > 1 ? (width - TileWidth) / (Columns - 1) : 0;
        return spread > TileWidth + Gap && spread <= Math.Max(TileWidth + MostGap, _widestLabel + Gap) ? spread : Math.Max(TileWidth, Math.Max(_widestLabel, Math.Min(place, 2 * LabelSize))) + Gap;
    }
}
