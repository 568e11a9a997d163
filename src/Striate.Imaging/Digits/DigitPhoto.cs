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
/// Ink is what is darker than the paper about it, 1 − grey / paper, so that uneven light does not matter; paper is the
/// grey-level closing of the photo (Serra, 1982), which fills strokes that are narrower than its window. What counts as ink is decided
/// by Otsu's threshold (IEEE Transactions on Systems, Man, and Cybernetics, 1979); specks, and what hangs over the photo's
/// edge, are left out. A thin pen's stroke is broadened to two pixels of the result: those of MNIST are as broad.
/// </remarks>
public static class DigitPhoto
{
    /// <summary>Height and width of the result.</summary>
    public const int Side = 28;

    private const int BoxSide = 20;
    private const float LeastStroke = 2;

    // The photo is reduced to this many pixels a side: ten to each of the result's.
    private const int WorkingSide = 200;

    // A digit and its paper differ by at least this share of the paper's brightness; noise and paper grain stay below.
    private const float LeastContrast = 0.15f;

    /// <summary>Prepares a picture.</summary>
    /// <param name="picture">Any size and number of channels, with one digit in it. One of 28 x 28 with a dark rim is of
    /// MNIST's form already and comes back with its pixels unchanged.</param>
    /// <param name="name">What errors call it, for example its file.</param>
    /// <returns>28 x 28 x 1, white ink on black.</returns>
    /// <exception cref="FileFormatException">There is nothing on the paper.</exception>
    public static Picture Prepare(Picture picture, string name = "picture")
    {
        ArgumentNullException.ThrowIfNull(picture);
        var grey = picture.WithChannels(1);
        if (IsPrepared(grey))
        {
            return grey;
        }

        if (grey.Pixels.IsEmpty)
        {
            throw NoDigit(name);
        }

        var ink = GreyPlane.From(Reduce(grey)).Ink();
        var (threshold, dark, light) = ink.Otsu();
        if (dark - light < LeastContrast)
        {
            throw NoDigit(name);
        }

        var mask = InkMask.Of(ink, threshold);
        if (mask.Area == 0)
        {
            throw NoDigit(name);
        }

        // All of a stroke's inside is white, and its blurred rim, a pixel around the mask, fades.
        var digit = ink.Map(value => Math.Clamp((value - light) / (dark - light), 0, 1)).Within(mask.Grown());
        var scale = LongerSide(digit) / BoxSide;
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

    private static Picture Reduce(Picture grey)
    {
        var longer = Math.Max(grey.Height, grey.Width);
        if (longer <= WorkingSide)
        {
            return grey;
        }

        var reduced = new Picture();
        var size = new Size2d(Math.Max(1, grey.Height * WorkingSide / longer), Math.Max(1, grey.Width * WorkingSide / longer));
        Warp.Resize((grey.Height, grey.Width), size).Apply(grey, reduced);
        return reduced;
    }

    private static float LongerSide(GreyPlane digit)
    {
        var (top, left, bottom, right) = digit.Bounds();
        return Math.Max(bottom - top, right - left);
    }

    private static Picture Place(GreyPlane digit)
    {
        var scale = LongerSide(digit) / BoxSide;
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
