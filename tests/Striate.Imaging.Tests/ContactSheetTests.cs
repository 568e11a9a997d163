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

    [Theory]
    [InlineData("rrc:224")]
    [InlineData("perspective:0.5:1")]
    [InlineData("elastic:8:40")]
    [InlineData("jitter:0.4:0.4:0.4:0.1")]
    [InlineData("blur:1-6,sharpen:3:1")]
    [InlineData("autocontrast:1,equalize:0.5,posterize:3:0.5,solarize:128:0.5,invert:0.2,grey:0.2")]
    [InlineData("erase:1,cutout:60")]
    [InlineData("rand:2:15")]
    [InlineData("trivial")]
    [InlineData("augmix:8")]
    public void Augmentation_PhotosWithMarks_MarksFollow(string text)
    {
        // A box around the middle, and the middle itself.
        var (cat, parrot) = (Photo("cat.jpg"), Photo("parrot.jpg"));
        foreach (var sample in new[] { cat, parrot })
        {
            var (height, width) = (sample.Picture.Height, sample.Picture.Width);
            sample.Boxes.Add(new BoundingBox(width * 0.25f, height * 0.25f, width * 0.75f, height * 0.75f));
            sample.Points.Add(new(width * 0.5f, height * 0.5f));
        }

        var sheet = SampleSheet.BeforeAndAfter(text, [cat, parrot], AugmentationText.Parse(text), versions: 7, cell: 150);
        Assert.Equal(8 * 154, sheet.Width);
        Assert.Equal(30 + (2 * 154), sheet.Height);
        Save("photos_" + text.Replace(':', '_').Replace(',', '_'), sheet);
    }

    [Fact]
    public void Mosaic_Photos_LieSideBySide()
    {
        var photos = new[] { "cat.jpg", "parrot.jpg", "owl.jpg", "coffee.jpg" }.Select(Photo).ToArray();
        foreach (var photo in photos)
        {
            photo.Boxes.Add(new BoundingBox(4, 4, photo.Picture.Width - 4, photo.Picture.Height - 4));
        }

        var cells = Enumerable.Range(0, 8).Select(i =>
        {
            var target = new Sample();
            Mosaic.Apply(photos, 300, target, new Rng((ulong)i));
            Assert.Equal(4, target.Boxes.Count);
            return target;
        });
        Save("mosaic", SampleSheet.Of("mosaic", [.. cells], 4, 300));
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

    // At the size at which photos are trained on.
    private static Sample Photo(string name) =>
        new Sample(PictureFile.Read(SharedData.Find($"photos/{name}"))).After([new Cover((240, 320))], new Rng(1));

    private static double Mean(Picture picture) => picture.Pixels.ToArray().Average(value => value);

    private static void Save(string name, string title, List<Picture> cells) =>
        Save(name, SampleSheet.Of(title, [.. cells.Select(picture => new Sample(picture))], 8, Cell));

    private static void Save(string name, Picture sheet)
    {
        if (Environment.GetEnvironmentVariable("STRIATE_SHEETS") is { Length: > 0 } folder)
        {
            PictureFile.Write(sheet, Path.Combine(folder, $"{name}.png"));
        }
    }
}
