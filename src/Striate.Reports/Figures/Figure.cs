using System.Text;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using SkiaSharp;

namespace Striate.Reports;

/// <summary>A drawing for a report or a talk: one or several panels side by side, as PNG or as SVG.</summary>
public sealed class Figure
{
    private readonly Multiplot _panels = new();

    internal Figure(int width, int height, Plot first, params IReadOnlyList<Plot> more)
    {
        (Width, Height) = (width, height);
        _panels.Reset(first);
        foreach (var panel in more)
        {
            _panels.AddPlot(panel);
        }

        _panels.Layout = new Columns();

        // The margins of a drawing follow the labels of the one before; after this one they are those of every later one.
        using var nowhere = new SKNoDrawCanvas(width, height);
        Render(nowhere);
    }

    /// <summary>Width in points; a PNG has this times its scale in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in points.</summary>
    public int Height { get; }

    /// <summary>The figure as a PNG file.</summary>
    /// <param name="scale">Pixels of a point; 2 is sharp on today's screens.</param>
    public byte[] ToPng(int scale = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        using var surface = SKSurface.Create(new SKImageInfo(Width * scale, Height * scale));
        surface.Canvas.Scale(scale);
        Render(surface.Canvas);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    /// <summary>The figure as an SVG document, whose text stays text.</summary>
    public string ToSvg()
    {
        using var stream = new MemoryStream();
        // The document is complete only when its canvas is disposed.
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), stream))
        {
            Render(canvas);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private void Render(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        _panels.Render(canvas, new PixelRect(0, Width, Height, 0));
    }
}
