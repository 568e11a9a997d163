using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Max pooling to a given size, whatever the input's. See <see cref="Ops.AdaptiveMaxPool1d"/>.</summary>
/// <remarks>Input [N, C, L], output [N, C, OL].</remarks>
/// <param name="outputSize">Length of the output.</param>
public sealed class AdaptiveMaxPool1d(int outputSize) : Module
{
    /// <inheritdoc/>
    public override string Description => $"AdaptiveMaxPool1d to {outputSize}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.AdaptiveMaxPool1d(x, outputSize);
}
