using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Long short-term memory. See <see cref="Ops.Lstm"/> for the formula.</summary>
/// <remarks>Input [T, N, inputSize], or [N, T, inputSize] with the batch first; output the states of the last layer, [T, N, D·H] or
/// [N, T, D·H], D being 2 for both directions. Parameters are named and ordered as PyTorch's. Hochreiter and Schmidhuber, 1997;
/// both directions: Schuster and Paliwal, 1997.</remarks>
/// <param name="inputSize">Numbers of an input.</param>
/// <param name="hiddenSize">Numbers of a state, H.</param>
/// <param name="layers">Layers on top of one another.</param>
/// <param name="settings">Directions, order of axes, dropout, biases; null for the defaults.</param>
public sealed class Lstm(int inputSize, int hiddenSize, int layers = 1, RecurrentSettings? settings = null)
    : Recurrent(gates: 4, inputSize, hiddenSize, layers, settings ?? new RecurrentSettings())
{
    /// <inheritdoc/>
    private protected override (Tensor States, RecurrentState Last) Walk(
        Tensor gates, RecurrentState? first, Tensor weights, Tensor? bias, bool batchFirst, bool reverse)
    {
        var (states, hidden, cell) = Ops.Lstm(gates, first?.Hidden, first?.Cell, weights, bias, batchFirst, reverse);
        return (states, new RecurrentState(hidden, cell));
    }
}
