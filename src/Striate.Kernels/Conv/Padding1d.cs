namespace Striate.Kernels.Conv;

/// <summary>Places added at the ends of a signal; a single number stands for both.</summary>
/// <param name="Before">Places before the first.</param>
/// <param name="After">Places after the last.</param>
public readonly record struct Padding1d(int Before, int After)
{
    /// <summary>Places before the first.</summary>
    public int Before { get; init; } = Padding2d.NotNegative(Before);

    /// <summary>Places after the last.</summary>
    public int After { get; init; } = Padding2d.NotNegative(After);

    /// <summary>See <see cref="Padding2d.Same"/>.</summary>
    public static Padding1d Same => new(0, 0) { IsSame = true };

    /// <summary>None: the window stays on the signal.</summary>
    public static Padding1d Valid => 0;

    /// <summary>Whether it is <see cref="Same"/>, whose numbers follow from the sizes.</summary>
    public bool IsSame { get; private init; }

    /// <summary>The same at both ends.</summary>
    /// <param name="padding">Places at each end.</param>
    public static implicit operator Padding1d(int padding) => new(padding, padding);

    /// <summary>From (places before, places after).</summary>
    /// <param name="padding">Before, after.</param>
    public static implicit operator Padding1d((int Before, int After) padding) => new(padding.Before, padding.After);

    /// <summary>The padding of an image with a single row.</summary>
    public Padding2d OfRow => IsSame ? Padding2d.Same : new Padding2d(0, 0, Before, After);

    /// <summary>"same", "1" or "1,2", the shortest that says it.</summary>
    public override string ToString() => IsSame ? "same" : Before == After ? $"{Before}" : $"{Before},{After}";
}
