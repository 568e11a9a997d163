using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using static Striate.Insight.SheetStyle;

namespace Striate.Insight;

/// <summary>Boxes on a picture.</summary>
internal static class Boxes
{
    private const float Thickness = 3;
    private const int TagWidth = LabelSize;
    private const int TagHeight = LabelSize + 2;

    public static readonly Color Mark = new(0xFF, 0xC2, 0x0A);

    /// <summary>Draws them; a box that reaches beyond the picture is cut at its edge.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="scale">How many times it is enlarged.</param>
    /// <param name="boxes">In pixels of the picture.</param>
    /// <param name="numbered">Whether each has its number, from 1, above its upper left corner, or below where there is no room.</param>
    public static Picture Draw(Picture picture, int scale, IReadOnlyList<(double Top, double Left, int Height, int Width)> boxes, bool numbered = false)
    {
        var (height, width) = (picture.Height * scale, picture.Width * scale);
        using var canvas = new Canvas(height, width);
        canvas.Draw(picture, 0, 0, width, height, smooth: true);
        for (var i = 0; i < boxes.Count; i++)
        {
            var box = boxes[i];
            var (top, left) = (Math.Max((float)box.Top * scale, 0), Math.Max((float)box.Left * scale, 0));
            var (bottom, right) = (Math.Min((float)(box.Top + box.Height) * scale, height), Math.Min((float)(box.Left + box.Width) * scale, width));
            canvas.Outline(left, top, right - left, bottom - top, Ink, Thickness + 2);
            canvas.Outline(left + 1, top + 1, right - left - 2, bottom - top - 2, Mark, Thickness);
            if (numbered)
            {
                var (x, y) = (Math.Min(left, width - TagWidth), top >= TagHeight ? top - TagHeight : bottom);
                canvas.Fill(x, y, TagWidth, TagHeight, Mark);
                canvas.Text((i + 1).ToString(CultureInfo.InvariantCulture), x + (TagWidth / 2f), y + LabelSize - 2, LabelSize, Ink, TextAlign.Center);
            }
        }

        return canvas.ToPicture();
    }
}
