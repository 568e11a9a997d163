namespace Striate.Insight;

/// <summary>Settings of <see cref="StyleNetTraining"/>.</summary>
public sealed record StyleNetOptions
{
    /// <summary>Filters at the image's size; 32 in the paper, 8 to learn in minutes without a GPU.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Rows and columns of what is cut out of the pictures, and the longer side of the style.</summary>
    public int Size { get; init; } = 160;

    /// <summary>Steps.</summary>
    public int Steps { get; init; } = 2000;

    /// <summary>Cuttings of a step.</summary>
    public int BatchSize { get; init; } = 2;

    /// <summary>Adam's step size; it falls to 0 along a cosine.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>Weight of the content beside the style, whose weight is 1; both losses are relative.</summary>
    public double ContentWeight { get; init; } = 0.1;

    /// <summary>Weight of the differences between neighbouring pixels.</summary>
    public double SmoothnessWeight { get; init; } = 0.001;

    /// <summary>Share of a style's height and width that is cut off at each edge, from 0 to 0.4: a frame would be painted too.</summary>
    public double Trim { get; init; }

    /// <summary>Decides first weights and what is cut out.</summary>
    public ulong Seed { get; init; } = 1;
}
