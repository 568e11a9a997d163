namespace Striate.Kernels.Recurrent;

/// <summary>Sizes of a recurrent layer's walk over sequences, and where its numbers lie.</summary>
public readonly record struct RecurrentGeometry : IGeometry
{
    /// <summary>Steps, T.</summary>
    public int Steps { get; private init; }

    /// <summary>Sequences side by side, N.</summary>
    public int Samples { get; private init; }

    /// <summary>Numbers of a state, H.</summary>
    public int Hidden { get; private init; }

    /// <summary>Gates of a unit: 4 of an LSTM, 3 of a GRU.</summary>
    public int Gates { get; private init; }

    /// <summary>A sequence's steps lie side by side, [N, T, …]; else a step's sequences do, [T, N, …].</summary>
    public bool BatchFirst { get; private init; }

    /// <summary>Walks from the last step to the first.</summary>
    public bool Reverse { get; private init; }

    /// <summary>Rows of all steps and sequences, T·N.</summary>
    public int Rows => Steps * Samples;

    /// <summary>Multiply-adds of the products with the states, those with the inputs left out.</summary>
    public long MultiplyAdds => (long)Rows * Gates * Hidden * Hidden;

    /// <summary>Checks the sizes.</summary>
    /// <param name="steps">T, at least 1.</param>
    /// <param name="samples">N, 0 or more.</param>
    /// <param name="hidden">H, at least 1.</param>
    /// <param name="gates">Gates of a unit.</param>
    /// <param name="batchFirst">A sequence's steps lie side by side.</param>
    /// <param name="reverse">Walks from the last step to the first.</param>
    /// <exception cref="ShapeException">A size is too small.</exception>
    public static RecurrentGeometry Create(int steps, int samples, int hidden, int gates, bool batchFirst = false, bool reverse = false) =>
        steps < 1 || samples < 0 || hidden < 1
            ? throw new ShapeException($"{samples} sequences of {steps} steps with states of {hidden} numbers; expected at least one step and one number.")
            : new RecurrentGeometry { Steps = steps, Samples = samples, Hidden = hidden, Gates = gates, BatchFirst = batchFirst, Reverse = reverse };

    /// <summary>The row of a step of the walk, counted from its beginning, in one sequence.</summary>
    /// <param name="step">0 is where the walk begins.</param>
    /// <param name="sample">The sequence.</param>
    public int Row(int step, int sample)
    {
        var t = Reverse ? Steps - 1 - step : step;
        return BatchFirst ? (sample * Steps) + t : (t * Samples) + sample;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Samples} sequences of {Steps} steps, states of {Hidden}{(Reverse ? ", reversed" : "")}";
}
