using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What one layer of a recurrent network remembers in one direction.</summary>
/// <param name="Hidden">The state h, shape [N, H].</param>
/// <param name="Cell">The memory c of an LSTM, shape [N, H]; null for zeros, and for a GRU, which has none.</param>
public sealed record RecurrentState(Tensor Hidden, Tensor? Cell = null);
