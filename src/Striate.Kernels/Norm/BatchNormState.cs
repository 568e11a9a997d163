namespace Striate.Kernels.Norm;

/// <summary>What a batch normalisation works with, a number for each channel in every span, and the activation that was joined with it.</summary>
public readonly ref struct BatchNormState
{
    /// <summary>The batch's means, or the running ones.</summary>
    public ReadOnlySpan<float> Mean { get; init; }

    /// <summary>The batch's biased variances, or the running ones.</summary>
    public ReadOnlySpan<float> Variance { get; init; }

    /// <summary>Scales γ.</summary>
    public ReadOnlySpan<float> Gamma { get; init; }

    /// <summary>Shifts β.</summary>
    public ReadOnlySpan<float> Beta { get; init; }

    /// <summary>ε, added to the variance.</summary>
    public double Epsilon { get; init; }

    /// <summary>What followed in the same pass; the gradient that comes back is that of its output.</summary>
    public Activation Activation { get; init; }

    internal void Check(int channels)
    {
        Border.Length(Mean, channels);
        Border.Length(Variance, channels);
        Border.Length(Gamma, channels);
        Border.Length(Beta, channels);
    }

    internal float InverseDeviation(int channel) => (float)(1 / Math.Sqrt(Variance[channel] + Epsilon));
}
