namespace Striate.Tensors;

/// <summary>
/// One recorded operation. The backward pass, the summary, costs, receptive fields, and later export and inference plans
/// all read this one record.
/// </summary>
public sealed class Operation
{
    internal Operation(Tape tape, int number, string name, Tensor[] inputs, Tensor output, object? attributes, Action<Tensor>? backward)
    {
        (Tape, Number, Name, Inputs, Output, Attributes, Backward) = (tape, number, name, inputs, output, attributes, backward);
        Layer = tape.Layer;
    }

    /// <summary>The operation's name, such as "Conv2d".</summary>
    public string Name { get; }

    /// <summary>What it read, parameters included.</summary>
    public IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>What it made.</summary>
    public Tensor Output { get; }

    /// <summary>Its settings: a geometry (<see cref="Kernels.IGeometry"/>) or another small record; null where there are none.</summary>
    public object? Attributes { get; }

    /// <summary>The layer that called it (<see cref="Tape.Layer"/>), or null.</summary>
    public object? Layer { get; }

    internal Tape Tape { get; }

    /// <summary>How many operations the tape had recorded before.</summary>
    internal int Number { get; }

    /// <summary>Whether a backward pass has gone over it, after which weights change.</summary>
    internal bool IsWalkedBack => Number < Tape.WalkedBack;

    internal Action<Tensor>? Backward { get; }
}
