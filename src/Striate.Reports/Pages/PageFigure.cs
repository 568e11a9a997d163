using Striate.Data;
using Striate.Imaging;

namespace Striate.Reports;

/// <summary>A picture of a page.</summary>
/// <param name="Name">The name of its file, without an ending.</param>
/// <param name="Png">The file.</param>
/// <param name="Width">At how many CSS pixels it is shown where there is room; it has more of its own.</param>
/// <param name="Height">Its height then.</param>
/// <param name="Alt">What it is, for those who do not see it.</param>
/// <param name="Caption">What one sees.</param>
public sealed record PageFigure(string Name, byte[] Png, int Width, int Height, string Alt, string Caption) : PagePart
{
    /// <summary>A drawing.</summary>
    public static PageFigure Of(string name, Figure figure, string alt, string caption)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return new(name, figure.ToPng(), figure.Width, figure.Height, alt, caption);
    }

    /// <summary>A sheet, which is drawn to be shown at two thirds of its size.</summary>
    public static PageFigure Of(string name, Picture sheet, string alt, string caption)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return new(name, PictureFile.ToPng(sheet), sheet.Width * 2 / 3, sheet.Height * 2 / 3, alt, caption);
    }

    internal override void Write(PageWriter page) => page.Figure(this);
}
