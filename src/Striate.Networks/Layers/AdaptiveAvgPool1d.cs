using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Average pooling to a given size, whatever the input's. See <see cref="Ops.AdaptiveAvgPool1d"/>.</summary>
/// <remarks>Input [N, C, L], output [N, C, OL].</remarks>
/// <param name="outputSize">Length of the output.</param>
public sealed class AdaptiveAvgPool1d(int outputSize) : Module
{
    /// <inheritdoc/>
    public override string Description => $"AdaptiveAvgPool1d to {outputSize}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.AdaptiveAvgPool1d(x, outputSize);
}
