using Striate.Data;
using Striate.Imaging;
using Striate.Tensors;

namespace Striate.Reports;

/// <summary>Single pictures of the test data, for the network and for the page.</summary>
internal static class TestImage
{
    // Twice the size at which the page shows a picture.
    private const int MostPixels = 240;

    /// <summary>A picture as the network takes it, shape [1, C, H, W].</summary>
    public static Tensor Of(RunData run, int index)
    {
        var options = new DataLoaderOptions
        {
            Normalize = new Normalize(run.Description.Mean, run.Description.Std),
            Size = (run.Description.Input[1], run.Description.Input[2]),
            Channels = run.Description.Input[0],
            Threads = 0,
        };
        return new DataLoader(run.Test.Select([index]), 1, options).Epoch(0).First().Images.Clone().Keep();
    }

    /// <summary>A picture as PNG, made smaller if it is large; small ones keep their pixels.</summary>
    public static (byte[] Png, bool IsSmall) ToPng(Picture picture)
    {
        var longest = Math.Max(picture.Height, picture.Width);
        if (longest <= MostPixels)
        {
            return (PictureFile.ToPng(picture), longest <= MostPixels / 2);
        }

        using var canvas = new Canvas(Math.Max(1, picture.Height * MostPixels / longest), Math.Max(1, picture.Width * MostPixels / longest));
        canvas.Draw(picture, 0, 0, canvas.Width, canvas.Height, smooth: true);
        return (PictureFile.ToPng(canvas.ToPicture()), false);
    }
}
