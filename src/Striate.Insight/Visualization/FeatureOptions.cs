namespace Striate.Insight;

/// <summary>How a picture of what a feature looks for is sought.</summary>
public sealed record FeatureOptions
{
    /// <summary>Steps of Adam.</summary>
    public int Steps { get; init; } = 256;

    /// <summary>The size of a step.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>How many pictures, which are to differ where they are several.</summary>
    public int Diversity { get; init; } = 1;

    /// <summary>The weight of the pictures' likeness, in units of the answer.</summary>
    public double DiversityWeight { get; init; } = 1;

    /// <summary>
    /// Whether the place of the map that answers most alone counts. Without it all places count, by the square of (a − min a) / (max a − min a),
    /// which makes a texture.
    /// </summary>
    public bool IsOfPlace { get; init; }

    /// <summary>Decides the start and the views.</summary>
    public ulong Seed { get; init; } = 1;
}
