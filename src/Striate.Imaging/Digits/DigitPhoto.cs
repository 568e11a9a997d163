using System.Numerics;
using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>
/// Makes a digit of MNIST out of a photo: a dark digit on light paper (or a light one on dark ground) becomes white ink on
/// black, 28 x 28, its longer side 20 pixels, its centre of mass in the middle, as LeCun, Bottou, Bengio and Haffner,
/// Proceedings of the IEEE, 1998, describe it.
/// </summary>
/// <remarks>
/// A photo is looked at twice: as a whole, to find the digit, and then closely at the digit and the paper around it. Ink is
/// what is darker than the paper about it, 1 − grey / paper; paper is the grey-level closing of the photo (Serra, 1982), which
/// fills strokes and follows the light, be it uneven or a shadow's edge. What rises out of the paper's grain is parted into
/// ink and fainter things by Otsu's threshold (IEEE Transactions on Systems, Man, and Cybernetics, 1979); specks, and what
/// hangs over the photo's edge, are left out. A thin pen's stroke is broadened to two pixels of the result: those of MNIST
/// are as broad.
/// </remarks>
public static class DigitPhoto
{
    /// <summary>Height and width of the result.</summary>
    public const int Side = 28;

    private const int BoxSide = 20;
    private const float LeastStroke = 2;

    // What is looked at is reduced to so many pixels: the whole photo, and then the digit with half of its length of paper
    // on each side, so that five of them make a pixel of the result.
    private const int WholeSide = 400;
    private const int CloseSide = 2 * BoxSide * 5;

    /// <summary>Prepares a picture.</summary>
    /// <param name="picture">Any size and number of channels, with one digit in it. One of 28 x 28 with a dark rim is of
    /// MNIST's form already and comes back with its pixels unchanged.</param>
    /// <param name="name">What errors call it, for example its file.</param>
    /// <returns>28 x 28 x 1, white ink on black.</returns>
    /// <exception cref="FileFormatException">There is nothing on the paper, or more than one digit.</exception>
    public static Picture Prepare(Picture picture, string name = "picture")
    {
        ArgumentNullException.ThrowIfNull(picture);
        var grey = picture.WithChannels(1);
        if (IsPrepared(grey))
        {
            return grey;
        }

        var (ink, mask) = Look(grey, Find(grey, name), CloseSide);
        if (mask.Digit == Box.Nothing || !ink.IsClear)
        {
            throw NoDigit(name);
        }

        // All of a stroke's inside is white, and its blurred rim, a pixel around the mask, fades.
        var digit = ink.Normalized().Within(mask.Grown());
        var scale = (float)digit.Bounds().LongerSide / BoxSide;
        for (var missing = (LeastStroke * scale) - mask.StrokeWidth; missing > 1; missing -= 2)
        {
            digit = digit.Grown();
        }

        return Place(digit);
    }

    // The rim of a digit of MNIST is black, but for rare strokes that reach it; paper is light.
    private static bool IsPrepared(Picture grey)
    {
        if (grey.Height != Side || grey.Width != Side)
        {
            return false;
        }

        var bright = 0;
        for (var i = 0; i < Side; i++)
        {
            bright += (grey[0, i] > 64 ? 1 : 0) + (grey[Side - 1, i] > 64 ? 1 : 0) + (grey[i, 0] > 64 ? 1 : 0) + (grey[i, Side - 1] > 64 ? 1 : 0);
        }

        return bright < Side;
    }

    /// <summary>Looks at the whole photo for the box around the digit, with half as much paper on each side.</summary>
    private static Box Find(Picture photo, string name)
    {
        if (photo.Pixels.IsEmpty)
        {
            throw NoDigit(name);
        }

        var (_, mask) = Look(photo, new Box(0, 0, photo.Height, photo.Width), WholeSide);
        if (mask.HasAnother)
        {
            throw new FileFormatException(name, "more than one thing of a digit's size on it, expected one digit", "Cut the photo down to one digit");
        }

        var scale = Reduction(Math.Max(photo.Height, photo.Width), WholeSide);
        var digit = mask.Digit == Box.Nothing ? throw NoDigit(name) : mask.Digit;
        return digit.Scaled(scale).Grown((int)(digit.LongerSide * scale / 2), photo.Height, photo.Width);
    }

    /// <summary>The ink in a part of the photo, which is reduced to a size if it is larger.</summary>
    private static (Ink Ink, InkMask Mask) Look(Picture photo, Box part, int side)
    {
        var scale = Reduction(part.LongerSide, side);
        var size = new Size2d(Math.Max(1, (int)(part.Height / scale)), Math.Max(1, (int)(part.Width / scale)));
        var view = new Picture();
        new Warp(size, Matrix3x2.CreateScale(scale) * Matrix3x2.CreateTranslation(part.Left, part.Top)).Apply(photo, view);
        var ink = Ink.Of(GreyPlane.From(view));
        return (ink, InkMask.Of(ink));
    }

    private static float Reduction(int length, int side) => Math.Max(1, (float)length / side);

    private static Picture Place(GreyPlane digit)
    {
        var scale = (float)digit.Bounds().LongerSide / BoxSide;
        var middle = digit.CentreOfMass() - (new Vector2(Side / 2f) * scale);
        var placed = new Picture();
        new Warp(Side, Matrix3x2.CreateScale(scale) * Matrix3x2.CreateTranslation(middle)).Apply(digit.ToPicture(), placed);

        // A narrow stroke loses its white when it is made small; the whitest pixel is to be 255 again.
        var pixels = placed.WritablePixels;
        var most = 1;
        foreach (var value in pixels)
        {
            most = Math.Max(most, value);
        }

        foreach (ref var value in pixels)
        {
            value = (byte)(value * 255 / most);
        }

        return placed;
    }

    private static FileFormatException NoDigit(string name) =>
        new(name, "no digit found: nothing on it is much darker or lighter than what lies around", "Take a photo of one dark digit on light paper");
}
