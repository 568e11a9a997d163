namespace Striate.Kernels.Resampling;

/// <summary>How a resized image is made of the old one's pixels.</summary>
public enum ResizeMode : byte
{
    /// <summary>The pixel ⌊i · input/output⌋: each becomes a block.</summary>
    Nearest,

    /// <summary>The pixel ⌊(i + ½) · input/output⌋, in which the new one's centre lies.</summary>
    NearestExact,

    /// <summary>Straight lines between the two nearest pixels, along rows and along columns.</summary>
    Bilinear,

    /// <summary>
    /// Cubic convolution over the four nearest pixels, with a = −0.75, or −0.5 where it is widened against aliasing. Keys, IEEE
    /// Transactions on Acoustics, Speech, and Signal Processing 29(6), 1981.
    /// </summary>
    Bicubic,
}
