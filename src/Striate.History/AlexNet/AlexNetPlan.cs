using Striate.Networks;

namespace Striate.History;

/// <summary>The sizes of an <see cref="OriginalAlexNet"/>.</summary>
public sealed record AlexNetPlan
{
    /// <summary>The paper's: 227 of 256 pixels, as 55 places of an 11 × 11 window at every fourth pixel ask for; the 224 that it names do not fit.</summary>
    public static AlexNetPlan Paper { get; } = new();

    /// <summary>A reduced copy for pictures of 32 × 32: maps of 28, 13 and 6, a third to a sixth of the maps, and 512 units. Its layers are too narrow for the
    /// paper's first weights, with which it stands still for its first passes: it starts with He's, from pixels of about deviation 1.</summary>
    public static AlexNetPlan Small { get; } = new()
    {
        Side = 32,
        Crop = 28,
        FirstKernel = 5,
        FirstStride = 1,
        FirstPadding = 2,
        Maps = [32, 64, 96, 96, 64],
        Units = 512,
        Weights = Initializer.He(),
        PixelDeviation = 0.25f,
    };

    /// <summary>Rows and columns to which pictures are brought.</summary>
    public int Side { get; init; } = 256;

    /// <summary>Rows and columns of the part that the net sees.</summary>
    public int Crop { get; init; } = 227;

    /// <summary>Rows and columns of the first layer's filters.</summary>
    public int FirstKernel { get; init; } = 11;

    /// <summary>Their step.</summary>
    public int FirstStride { get; init; } = 4;

    /// <summary>Zeros around the picture.</summary>
    public int FirstPadding { get; init; }

    /// <summary>Maps of the five convolutions, even numbers.</summary>
    public IReadOnlyList<int> Maps { get; init; } = [96, 256, 384, 384, 256];

    /// <summary>Units of each of the two full layers.</summary>
    public int Units { get; init; } = 4096;

    /// <summary>First weights of all layers, whose biases are then 0; null for the paper's, of deviation 0.01, with biases of 0 and 1.</summary>
    public Initializer? Weights { get; init; }

    /// <summary>What pixels from 0 to 1, less their mean, are divided by; the paper's are from 0 to 255.</summary>
    public float PixelDeviation { get; init; } = 1 / 255f;

    /// <summary>Rows and columns of the maps that the first full layer sees.</summary>
    public int LastSide => Pooled(Pooled(Pooled(((Crop + (2 * FirstPadding) - FirstKernel) / FirstStride) + 1)));

    // Windows of 3 at every second place.
    private static int Pooled(int side) => ((side - 3) / 2) + 1;
}
