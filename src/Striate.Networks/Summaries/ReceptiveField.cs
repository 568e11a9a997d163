using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;

namespace Striate.Networks;

/// <summary>
/// What one unit of a layer sees of the image, along one axis. Araujo, Norris and Sim, Computing receptive fields of
/// convolutional neural networks, Distill 2019.
/// </summary>
/// <param name="Size">Pixels from the first to the last that the unit sees, padding counted.</param>
/// <param name="Stride">Pixels between the fields of neighbouring units; 0 where there is one unit alone, and less than 1 where there are more units than pixels.</param>
/// <param name="Centre">Centre of the first unit's field, in pixels from the centre of the first pixel.</param>
public readonly record struct ReceptiveField(int Size, double Stride, double Centre)
{
    /// <summary>A pixel of the image itself.</summary>
    public static ReceptiveField Pixel => new(1, 1, 0);

    /// <summary>The field of a unit that looks at all units of this layer.</summary>
    /// <param name="units">How many there are along the axis.</param>
    public ReceptiveField OfAll(int units) => units == 1 ? this : new(Wider((units - 1) * Stride), 0, Centre + ((units - 1) * Stride / 2.0));

    /// <summary>The field after one more window.</summary>
    /// <param name="window">The window over this layer's units.</param>
    public ReceptiveField Through(WindowAxis window) => new(
        Wider((window.Extent - 1) * Stride),
        Stride * window.Stride,
        Centre + ((((window.Extent - 1) / 2.0) - window.Before) * Stride));

    /// <summary>The field after a transposed convolution; where its units see different numbers of places, the most that one sees; its centre is right in the mean over the units.</summary>
    /// <param name="window">The window over the output, over which each of this layer's units is spread.</param>
    public ReceptiveField ThroughTransposed(WindowAxis window) => new(
        Wider((window.Extent - 1) / window.Stride * Stride),
        Stride / window.Stride,
        Centre - ((((window.Extent - 1) / 2.0) - window.Before) * Stride / window.Stride));

    /// <summary>The field after a resizing; its centre is right in the mean over the units.</summary>
    /// <param name="axis">How the axis is resized.</param>
    public ReceptiveField ThroughResize(ResizeAxis axis) => new(Wider((axis.Reach - 1) * Stride), Stride * axis.Step, Centre + (axis.Start * Stride));

    /// <summary>The field that covers this one and another, as where branches meet.</summary>
    /// <param name="other">The other field.</param>
    public ReceptiveField Cover(ReceptiveField other) => other.Size > Size ? other : this;

    private int Wider(double pixels) => Size + (int)Math.Ceiling(pixels);
}
