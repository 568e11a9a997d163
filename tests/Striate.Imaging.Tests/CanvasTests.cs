using Striate.Data;

namespace Striate.Imaging.Tests;

public class CanvasTests
{
    [Fact]
    public void Draw_PictureEnlarged_KeepsItsPixelsAsSquares()
    {
        using var canvas = new Canvas(10, 12);
        canvas.Draw(new Picture([255, 0, 0, 0, 0, 255], 1, 2, 3), 2, 3, 8, 4);
        var drawn = canvas.ToPicture();
        Assert.Equal("10x12x3", drawn.ToString());
        Assert.Equal([255, 0, 0], Pixel(drawn, 3, 2));
        Assert.Equal([255, 0, 0], Pixel(drawn, 6, 5));
        Assert.Equal([0, 0, 255], Pixel(drawn, 3, 6));
        Assert.Equal([255, 255, 255], Pixel(drawn, 7, 2));
        Assert.Equal([255, 255, 255], Pixel(drawn, 3, 10));
    }

    [Fact]
    public void Outline_Rectangle_LiesInside()
    {
        using var canvas = new Canvas(8, 8);
        canvas.Outline(1, 1, 6, 6, Color.Black);
        var drawn = canvas.ToPicture();
        Assert.Equal((0, 0, 255, 255), (drawn[1, 1], drawn[6, 6], drawn[2, 2], drawn[7, 7]));
    }

    [Fact]
    public void Text_LeftAndRight_FillsItsWidth()
    {
        var width = Canvas.TextWidth("conv1 5×5 σ", 20);
        Assert.InRange(width, 100, 150);
        foreach (var (align, x) in new[] { (TextAlign.Left, 40f), (TextAlign.Right, 40 + width), (TextAlign.Center, 40 + (width / 2)) })
        {
            using var canvas = new Canvas(40, 240);
            canvas.Text("conv1 5×5 σ", x, 28, 20, Color.Black, align);
            var drawn = canvas.ToPicture().WithChannels(1);
            var columns = Enumerable.Range(0, 240).Where(c => Enumerable.Range(0, 40).Any(r => drawn[r, c] < 128)).ToArray();
            Assert.InRange(columns.Min(), 38, 44);
            Assert.InRange(columns.Max(), 36 + width, 41 + width);
        }
    }

    [Fact]
    public void Fill_HalfTransparent_Mixes()
    {
        using var canvas = new Canvas(4, 4, Color.Black);
        canvas.Fill(0, 0, 4, 4, Color.White with { A = 128 });
        Assert.InRange(canvas.ToPicture()[1, 1], 127, 129);
    }

    [Fact]
    public void Create_NoSize_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new Canvas(0, 5));

    private static byte[] Pixel(Picture picture, int row, int column) => [picture[row, column, 0], picture[row, column, 1], picture[row, column, 2]];
}
