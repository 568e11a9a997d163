using System.Globalization;
using Striate.Imaging;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>Numbers in squares, as on squared paper.</summary>
internal static class NumberGrid
{
    private const float TextSize = 24;

    /// <summary>Draws one map.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="map">Shape [1, 1, H, W].</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="cell">Side of a square.</param>
    /// <param name="fill">The colour of a number.</param>
    public static void Draw(Canvas canvas, Tensor map, float x, float y, float cell, Func<float, Color> fill)
    {
        var (rows, columns) = (map.Shape[2], map.Shape[3]);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var value = map[0, 0, row, column];
                var color = fill(value);
                var (left, top) = (x + (column * cell), y + (row * cell));
                canvas.Fill(left, top, cell, cell, color);
                canvas.Outline(left, top, cell, cell, Color.Grey(160));
                var ink = color.R + color.G + color.B > 400 ? Page.Ink : Color.White;
                canvas.Text(Text(value), left + (cell / 2), top + (cell / 2) + (TextSize * 0.36f), TextSize, ink, TextAlign.Center);
            }
        }
    }

    private static string Text(float value) => value.ToString("0.##", CultureInfo.InvariantCulture).Replace('-', '−');
}
