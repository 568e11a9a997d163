namespace Striate.Kernels.Resampling;

/// <summary>What lies at a place between pixels.</summary>
public enum GridSampleMode : byte
{
    /// <summary>Straight lines between the nearest pixels, along rows and along columns: four pixels in all.</summary>
    Bilinear,

    /// <summary>The nearest pixel; half way between two the one of even number.</summary>
    Nearest,

    /// <summary>Cubic convolution over 4 × 4 pixels, a = −0.75.</summary>
    Bicubic,
}
