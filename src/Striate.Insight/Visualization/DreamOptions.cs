namespace Striate.Insight;

/// <summary>How a picture is dreamt on.</summary>
public sealed record DreamOptions
{
    /// <summary>Sizes of the picture that are worked on, from the smallest up.</summary>
    public int Octaves { get; init; } = 4;

    /// <summary>How much larger each size is than the one before.</summary>
    public double OctaveScale { get; init; } = 1.4;

    /// <summary>Steps of gradient ascent at each size.</summary>
    public int Steps { get; init; } = 10;

    /// <summary>How far a pixel moves in a step in the mean, from 0 to 1 as from black to white.</summary>
    public double StepSize { get; init; } = 0.01;

    /// <summary>The most pixels that go through the network at once along a side; larger pictures go in tiles.</summary>
    public int TileSize { get; init; } = 512;

    /// <summary>Decides where tiles begin.</summary>
    public ulong Seed { get; init; } = 1;
}
