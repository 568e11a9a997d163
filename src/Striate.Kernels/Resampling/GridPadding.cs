namespace Striate.Kernels.Resampling;

/// <summary>What lies outside of an image that is sampled.</summary>
public enum GridPadding : byte
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The outermost pixel.</summary>
    Border,

    /// <summary>The image mirrored, about the centre of the outermost pixels where corners are aligned, else about their edges.</summary>
    Reflection,
}
