namespace Striate.Insight;

/// <summary>How a picture is rebuilt from features.</summary>
public sealed record InversionOptions
{
    /// <summary>Steps of Adam.</summary>
    public int Steps { get; init; } = 256;

    /// <summary>The size of a step.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>The weight of the total variation: the mean square of the differences between neighbouring pixels, from 0 to 1.</summary>
    public double TotalVariation { get; init; } = 1;

    /// <summary>The weight of the α-norm: the mean of (2x − 1)⁶ over pixels x from 0 to 1.</summary>
    public double AlphaNorm { get; init; } = 0.01;

    /// <summary>Decides the start.</summary>
    public ulong Seed { get; init; } = 1;
}
