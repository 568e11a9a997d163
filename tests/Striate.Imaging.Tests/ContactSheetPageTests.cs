using Striate.Data;
using Striate.Data.Augmentation;

namespace Striate.Imaging.Tests;

public class ContactSheetPageTests
{
    [Fact]
    public void Of_Digits_HasARowForEachClass()
    {
        var sheet = ContactSheet.Of(Mnist.Test(), perClass: 5);
        Assert.InRange(sheet.Height, 1000, 1040);
        Assert.InRange(sheet.Width, 500, 540);
        Save(sheet, "sheet");
        Assert.InRange(ContactSheet.Of(Mnist.Test(), perClass: 5, mostClasses: 3).Height, 300, 340);
    }

    [Fact]
    public void BeforeAndAfter_Flipped_ShowsThePictureFirst()
    {
        // White on the left, black on the right.
        var picture = new Picture(96, 96, 1);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            picture.WritablePixels[i] = (byte)(i % 96 < 48 ? 255 : 0);
        }

        var data = new PictureSet("half", [picture], [0], ["a"]);
        var sheet = ContactSheet.BeforeAndAfter(data, [new RandomFlip(1)], views: 1);
        var (row, left) = (sheet.Height - 50, sheet.Width - 200);
        Assert.Equal([255, 0, 0, 255], new[] { 24, 72, 124, 172 }.Select(x => (int)sheet[row, left + x]));

        // Words stand over both columns.
        Assert.All(new[] { left, left + 100 }, x => Assert.Contains(Enumerable.Range(26, 12).SelectMany(y => Enumerable.Range(x, 40).Select(column => sheet[y, column])), value => value < 128));
        Save(ContactSheet.BeforeAndAfter(Mnist.Test(), AugmentationText.Parse("crop:2,affine:10:0.1:0.9-1.1:5")), "before-and-after");
    }

    [Fact]
    public void Mixed_BlackAndWhite_ShowsWhatALoaderGives()
    {
        var (black, white) = (new Picture(96, 96, 1), new Picture(96, 96, 1));
        white.WritablePixels.Fill(255);
        var sheet = ContactSheet.Mixed(new PictureSet("two", [black, white], [0, 1], ["black", "white"]), [new MixUp(1)], pictures: 2, batches: 3);
        var (row, left) = (sheet.Height - 50, sheet.Width - 200);
        var (first, second) = (sheet[row, left + 50], sheet[row, left + 150]);
        Assert.InRange(first, 1, 254);
        Assert.InRange(first + second, 254, 256);
        Save(sheet, "mixed");
    }

    [Fact]
    public void Mosaics_OfOnePicture_AreMadeOfIt()
    {
        var grey = new Picture(96, 96, 1);
        grey.WritablePixels.Fill(77);
        var sheet = ContactSheet.Mosaics(new PictureSet("one", [grey], [0], ["grey"]), columns: 2, rows: 1);
        Assert.Equal([77, 77], new[] { 50, 150 }.Select(x => (int)sheet[sheet.Height - 50, sheet.Width - 200 + x]));
    }

    [Fact]
    public void Of_NothingOfAClass_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => ContactSheet.Of(Mnist.Test(), perClass: 0));

    private static void Save(Picture sheet, string name)
    {
        if (Environment.GetEnvironmentVariable("STRIATE_SHEETS") is { Length: > 0 } folder)
        {
            PictureFile.Write(sheet, Path.Combine(folder, $"{name}.png"));
        }
    }
}
