namespace Striate.Networks;

/// <summary>How a recurrent layer is built.</summary>
/// <param name="Bidirectional">A second walk from the last step to the first; the outputs of both lie side by side.</param>
/// <param name="BatchFirst">Sequences are [N, T, …], else [T, N, …].</param>
/// <param name="Dropout">Probability of each number between two layers to be dropped while learning.</param>
/// <param name="Bias">Whether there are biases.</param>
public sealed record RecurrentSettings(bool Bidirectional = false, bool BatchFirst = false, double Dropout = 0, bool Bias = true);
