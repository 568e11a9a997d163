using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>The operations of an automatic augmentation with their greatest amounts, which are torchvision's.</summary>
internal sealed record AugmentationSpace
{
    /// <summary>Of RandAugment (Cubuk et al., arXiv:1909.13719).</summary>
    public static AugmentationSpace Rand { get; } = new() { Shear = 0.3f, Share = 150f / 331, Degrees = 30, Enhancement = 0.9f, MostBits = 8, FewestBits = 4 };

    /// <summary>The wide one of TrivialAugment (Müller and Hutter, arXiv:2103.10158).</summary>
    public static AugmentationSpace Wide { get; } = new() { Shear = 0.99f, Pixels = 32, Degrees = 135, Enhancement = 0.99f, MostBits = 8, FewestBits = 2 };

    /// <summary>Of AugMix (Hendrycks et al., arXiv:1912.02781), without the operation that changes nothing.</summary>
    public static AugmentationSpace Mix { get; } = Rand with { Share = 1f / 3, MostBits = 4, FewestBits = 0, First = OperationKind.AutoContrast };

    private float Shear { get; init; }

    private float Share { get; init; }

    private float Pixels { get; init; }

    private float Degrees { get; init; }

    private float Enhancement { get; init; }

    private int MostBits { get; init; }

    private int FewestBits { get; init; }

    private OperationKind First { get; init; }

    /// <summary>Draws one of the operations, each equally likely, and which way it goes.</summary>
    /// <param name="strength">From 0 to 1 for the greatest amount.</param>
    /// <param name="size">Height and width of the picture.</param>
    /// <param name="rng">Where everything random comes from.</param>
    public Operation Draw(float strength, Size2d size, Rng rng)
    {
        var kind = First + rng.NextInt(OperationKind.Sharpness - First + 1);
        var sign = (2 * rng.NextInt(2)) - 1;
        return new Operation(kind, kind switch
        {
            OperationKind.Posterize => MostBits - MathF.Round((MostBits - FewestBits) * strength),
            OperationKind.Solarize => 255 * (1 - strength),
            OperationKind.ShearX or OperationKind.ShearY => sign * Shear * strength,
            OperationKind.TranslateX => sign * MathF.Truncate(((Share * size.Width) + Pixels) * strength),
            OperationKind.TranslateY => sign * MathF.Truncate(((Share * size.Height) + Pixels) * strength),
            OperationKind.Rotate => sign * Degrees * strength,
            OperationKind.Brightness or OperationKind.Color or OperationKind.Contrast or OperationKind.Sharpness => 1 + (sign * Enhancement * strength),
            _ => 0,
        });
    }
}
