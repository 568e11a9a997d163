using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Probabilities from scores, y[c] = eˣ[c] / Σ eˣ.</summary>
/// <remarks>Input and output [N, C] or [N, C, H, W]; the sum goes over the classes or channels C.</remarks>
public sealed class Softmax : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Softmax(x);
}
