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
        Save(ContactSheet.BeforeAndAfter(Mnist.Test(), AugmentationText.Parse("crop:2,affine:10:0.1:0.9-1.1:5")), "before-and-after");
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
