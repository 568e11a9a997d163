namespace Striate.Kernels.Recurrent;

/// <summary>Where the gradients of <see cref="RecurrentInputs"/> go, each as long as its input and overwritten; empty for those that nobody wants.</summary>
public readonly ref struct RecurrentGradients
{
    /// <summary>Gradient of <see cref="RecurrentInputs.Gates"/>, which is always computed.</summary>
    public required Span<float> Gates { get; init; }

    /// <summary>Gradient of the first state, N·H numbers.</summary>
    public Span<float> Hidden { get; init; }

    /// <summary>Gradient of the first memory, N·H numbers.</summary>
    public Span<float> Cell { get; init; }

    /// <summary>Gradient of the weights.</summary>
    public Span<float> Weights { get; init; }

    /// <summary>Gradient of the biases.</summary>
    public Span<float> Bias { get; init; }

    internal void Check(in RecurrentGeometry g)
    {
        Border.Length(Gates, (long)g.Rows * g.Gates * g.Hidden);
        Border.LengthOrEmpty(Hidden, (long)g.Samples * g.Hidden);
        Border.LengthOrEmpty(Cell, (long)g.Samples * g.Hidden);
        Border.LengthOrEmpty(Weights, (long)g.Gates * g.Hidden * g.Hidden);
        Border.LengthOrEmpty(Bias, (long)g.Gates * g.Hidden);
    }
}
