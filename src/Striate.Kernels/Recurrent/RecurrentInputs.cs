namespace Striate.Kernels.Recurrent;

/// <summary>What a recurrent layer reads.</summary>
public readonly ref struct RecurrentInputs
{
    /// <summary>What the inputs say to the gates, x·W_ihᵀ + b_ih: a row of gates · H numbers for each step and sequence.</summary>
    public required ReadOnlySpan<float> Gates { get; init; }

    /// <summary>The first state h₀, N·H numbers; empty for zeros.</summary>
    public ReadOnlySpan<float> Hidden { get; init; }

    /// <summary>The first memory c₀ of an LSTM, N·H numbers; empty for zeros.</summary>
    public ReadOnlySpan<float> Cell { get; init; }

    /// <summary>The weights W_hh of the state, gates · H rows of H.</summary>
    public required ReadOnlySpan<float> Weights { get; init; }

    /// <summary>The biases b_hh beside them, gates · H; empty for none.</summary>
    public ReadOnlySpan<float> Bias { get; init; }

    internal void Check(in RecurrentGeometry g)
    {
        Border.Length(Gates, (long)g.Rows * g.Gates * g.Hidden);
        Border.LengthOrEmpty(Hidden, (long)g.Samples * g.Hidden);
        Border.LengthOrEmpty(Cell, (long)g.Samples * g.Hidden);
        Border.Length(Weights, (long)g.Gates * g.Hidden * g.Hidden);
        Border.LengthOrEmpty(Bias, (long)g.Gates * g.Hidden);
    }
}
