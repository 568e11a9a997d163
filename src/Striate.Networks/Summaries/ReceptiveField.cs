using Striate.Kernels.Conv;

namespace Striate.Networks;

/// <summary>
/// What one unit of a layer sees of the image, along one axis. Araujo, Norris and Sim, Computing receptive fields of
/// convolutional neural networks, Distill 2019.
/// </summary>
/// <param name="Size">Pixels from the first to the last that the unit sees, padding counted.</param>
/// <param name="Stride">Pixels between the fields of neighbouring units; 0 where there is one unit alone.</param>
/// <param name="Centre">Centre of the first unit's field, in pixels from the centre of the first pixel.</param>
public readonly record struct ReceptiveField(int Size, int Stride, double Centre)
{
    /// <summary>A pixel of the image itself.</summary>
    public static ReceptiveField Pixel => new(1, 1, 0);

    /// <summary>The field of a unit that looks at all units of this layer.</summary>
    /// <param name="units">How many there are along the axis.</param>
    public ReceptiveField OfAll(int units) => units == 1 ? this : new(Size + ((units - 1) * Stride), 0, Centre + ((units - 1) * Stride / 2.0));

    /// <summary>The field after one more window.</summary>
    /// <param name="window">The window over this layer's units.</param>
    public ReceptiveField Through(WindowAxis window) => new(
        Size + ((window.Extent - 1) * Stride),
        Stride * window.Stride,
        Centre + ((((window.Extent - 1) / 2.0) - window.Before) * Stride));

    /// <summary>The field that covers this one and another, as where branches meet.</summary>
    /// <param name="other">The other field.</param>
    public ReceptiveField Cover(ReceptiveField other) => other.Size > Size ? other : this;
}
