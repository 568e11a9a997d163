namespace Striate.Kernels;

/// <summary>
/// What becomes of a product's results on their way to memory, without a pass of its own: y = activation(v · scale + shift +
/// residual). Bias is a shift; batch normalisation by running statistics is a scale and a shift.
/// </summary>
public readonly ref struct Epilogue
{
    /// <summary>A factor for each channel, or empty for none.</summary>
    public ReadOnlySpan<float> Scale { get; init; }

    /// <summary>A number added to each channel, such as the bias, or empty for none.</summary>
    public ReadOnlySpan<float> Shift { get; init; }

    /// <summary>Numbers in the output's own order that are added to it, as at the end of a residual block, or empty for none.</summary>
    public ReadOnlySpan<float> Residual { get; init; }

    /// <summary>What is applied last.</summary>
    public Activation Activation { get; init; }

    internal void Check(int channels, long outputLength)
    {
        Border.LengthOrEmpty(Scale, channels);
        Border.LengthOrEmpty(Shift, channels);
        Border.LengthOrEmpty(Residual, outputLength);
    }
}
