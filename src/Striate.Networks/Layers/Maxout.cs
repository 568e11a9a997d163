using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The largest of every few channels, y[c] = max x[c·k + i] over i from 0 to k − 1. See <see cref="Ops.Maxout"/>.</summary>
/// <remarks>Input [N, C] or [N, C, H, W], output [N, C/k] or [N, C/k, H, W]. Goodfellow et al., arXiv:1302.4389.</remarks>
/// <param name="pieces">How many channels share an output, k.</param>
public sealed class Maxout(int pieces) : Module
{
    /// <inheritdoc/>
    public override string Description => $"Maxout {pieces}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Maxout(x, pieces);
}
