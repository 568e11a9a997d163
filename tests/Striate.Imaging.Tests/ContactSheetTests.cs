using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Imaging.Tests.Digits;
using Striate.Kernels;
using Striate.Tests;

namespace Striate.Imaging.Tests;

/// <summary>Sheets to look at, written into the folder that the environment variable STRIATE_SHEETS names.</summary>
public class ContactSheetTests
{
    private const int Cell = 112;

    [Theory]
    [InlineData("crop:4")]
    [InlineData("flip")]
    [InlineData("affine:15:0.1:0.8-1.2:10")]
    [InlineData("resize:14x28")]
    [InlineData("cover:14x28")]
    [InlineData("centercrop:20")]
    [InlineData("crop:2,flip,affine:10:0.1:0.9-1.1")]
    public void Augmentation_DigitsAndPhotos_ShowThemWhole(string text)
    {
        var chain = AugmentationText.Parse(text);
        var sources = Enumerable.Range(0, 4).Select(Mnist.Test().PictureOf).Append(PictureFile.Read(SharedData.Find("photos/cat.jpg"))).ToArray();
        var cells = new List<Picture>();
        foreach (var source in sources)
        {
            cells.Add(source);
            for (var n = 0UL; n < 7; n++)
            {
                var (current, rng) = (source, new Rng(Rng.Hash(5, n)));
                foreach (var augmentation in chain)
                {
                    var next = new Picture();
                    augmentation.Apply(current, next, rng);
                    current = next;
                }

                // Whatever happens to it, most of the picture is still there.
                Assert.InRange(Mean(current), Mean(source) * 0.5, Mean(source) * 2.5);
                cells.Add(current);
            }
        }

        Save(text.Replace(':', '_').Replace(',', '_'), text, cells);
    }

    [Fact]
    public void DigitPhoto_PhotosAndResults_LieSideBySide()
    {
        var test = Mnist.Test();
        var cells = new List<Picture>();
        for (var i = 0; i < 12; i++)
        {
            var photo = DigitPhotoTests.Photo(test.PictureOf(i), i % 3 == 2, (ulong)i);
            cells.AddRange([test.PictureOf(i), photo, DigitPhoto.Prepare(photo), DigitPhoto.Prepare(DigitPhotoTests.Written($"{i % 10}", 120 + (20 * i)))]);
        }

        Assert.All(cells.Chunk(4), four => Assert.InRange(DigitPhotoTests.Likeness(four[0], four[2]), 0.75, 1));
        Save("digits", "digit, photo, prepared; a printed digit prepared", cells);
    }

    [Fact]
    public void DigitPhoto_ScenesAndResults_LieSideBySide()
    {
        var test = Mnist.Test();
        var cells = new List<Picture>();
        for (var i = 0; i < 20; i++)
        {
            var (written, drawn) = (DigitScene.OfMnist(test.PictureOf(i), (ulong)i), DigitScene.Drawn(i % 10, (ulong)i));
            cells.AddRange([written, DigitPhoto.Prepare(written), drawn, DigitPhoto.Prepare(drawn)]);
        }

        Save("scenes", "photos of digits of MNIST, and of drawn ones, each with what is made of it", cells);
    }

    private static double Mean(Picture picture) => picture.Pixels.ToArray().Average(value => value);

    private static void Save(string name, string title, List<Picture> cells)
    {
        using var canvas = new Canvas(30 + ((cells.Count + 7) / 8 * (Cell + 4)), 8 * (Cell + 4));
        canvas.Text(title, 6, 20, 16, Color.Black);
        for (var i = 0; i < cells.Count; i++)
        {
            var picture = cells[i];
            var scale = (float)Cell / Math.Max(picture.Height, picture.Width);
            var (x, y) = (i % 8 * (Cell + 4), 30 + (i / 8 * (Cell + 4)));
            canvas.Draw(picture, x, y, picture.Width * scale, picture.Height * scale, smooth: picture.Width > Cell);
            canvas.Outline(x, y, Cell, Cell, ColorMap.Viridis.Of(0.5f));
        }

        var sheet = canvas.ToPicture();
        Assert.Equal(8 * (Cell + 4), sheet.Width);
        if (Environment.GetEnvironmentVariable("STRIATE_SHEETS") is { Length: > 0 } folder)
        {
            PictureFile.Write(sheet, Path.Combine(folder, $"{name}.png"));
        }
    }
}
