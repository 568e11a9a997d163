using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Gated recurrent units. See <see cref="Ops.Gru"/> for the formula.</summary>
/// <remarks>Input [T, N, inputSize], or [N, T, inputSize] with the batch first; output the states of the last layer, [T, N, D·H] or
/// [N, T, D·H], D being 2 for both directions. Parameters are named and ordered as PyTorch's. Cho et al., arXiv:1406.1078.</remarks>
/// <param name="inputSize">Numbers of an input.</param>
/// <param name="hiddenSize">Numbers of a state, H.</param>
/// <param name="layers">Layers on top of one another.</param>
/// <param name="settings">Directions, order of axes, dropout, biases; null for the defaults.</param>
public sealed class Gru(int inputSize, int hiddenSize, int layers = 1, RecurrentSettings? settings = null)
    : Recurrent(gates: 3, inputSize, hiddenSize, layers, settings ?? new RecurrentSettings())
{
    /// <inheritdoc/>
    private protected override (Tensor States, RecurrentState Last) Walk(
        Tensor gates, RecurrentState? first, Tensor weights, Tensor? bias, bool batchFirst, bool reverse)
    {
        var (states, hidden) = Ops.Gru(gates, first?.Hidden, weights, bias, batchFirst, reverse);
        return (states, new RecurrentState(hidden));
    }
}
