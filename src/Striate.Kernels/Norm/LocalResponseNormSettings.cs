namespace Striate.Kernels.Norm;

/// <summary>The settings of a local response normalisation.</summary>
public readonly record struct LocalResponseNormSettings
{
    /// <summary>Neighbouring channels in a sum: <see cref="Before"/>, the channel itself, and <see cref="After"/>.</summary>
    public int Size { get; private init; }

    /// <summary>Weight of the mean square, α.</summary>
    public double Alpha { get; private init; }

    /// <summary>Exponent, β.</summary>
    public double Beta { get; private init; }

    /// <summary>What the mean square is added to, k.</summary>
    public double K { get; private init; }

    /// <summary>Channels before the one in question: size/2, rounded down.</summary>
    public int Before => Size / 2;

    /// <summary>Channels after it: (size − 1)/2, rounded down.</summary>
    public int After => (Size - 1) / 2;

    /// <summary>Checks the settings.</summary>
    /// <param name="size">Neighbouring channels, at least 1.</param>
    /// <param name="alpha">α.</param>
    /// <param name="beta">β.</param>
    /// <param name="k">k.</param>
    /// <exception cref="ShapeException">The size is less than 1.</exception>
    public static LocalResponseNormSettings Create(int size, double alpha, double beta, double k) => size < 1
        ? throw new ShapeException($"a local response normalisation over {size} channels; size must be at least 1.")
        : new LocalResponseNormSettings { Size = size, Alpha = alpha, Beta = beta, K = k };
}
