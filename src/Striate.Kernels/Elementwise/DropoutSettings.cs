namespace Striate.Kernels.Elementwise;

/// <summary>What decides a dropout: which elements fall follows from it alone.</summary>
public readonly record struct DropoutSettings
{
    /// <summary>Share of the elements that fall, p.</summary>
    public double Probability { get; private init; }

    /// <summary>Decides, with an element's index in memory, whether it falls.</summary>
    public ulong Key { get; private init; }

    /// <summary>What the others are multiplied by, so that the mean stays: 1/(1 − p), or 0 where all fall.</summary>
    public float Scale => Probability < 1 ? (float)(1 / (1 - Probability)) : 0;

    /// <summary>An element falls when its random 24 bits are below this.</summary>
    internal int Threshold => (int)Math.Round(Probability * (1 << 24));

    /// <summary>Checks the probability.</summary>
    /// <param name="probability">From 0 to 1.</param>
    /// <param name="key">Any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public static DropoutSettings Create(double probability, ulong key) => probability is >= 0 and <= 1
        ? new DropoutSettings { Probability = probability, Key = key }
        : throw new ArgumentOutOfRangeException(nameof(probability), $"Dropout with probability {probability}; it must be from 0 to 1.");
}
