using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Probabilities from scores, y[c] = exp(x[c]) / Σ exp(x). See <see cref="Ops.Softmax"/>.</summary>
/// <remarks>Any shape of one axis or more; input and output are alike.</remarks>
/// <param name="axis">The axis of the classes, −1 the last.</param>
public sealed class Softmax(int axis = 1) : Module
{
    /// <inheritdoc/>
    public override string Description => axis == 1 ? "Softmax" : $"Softmax over axis {axis}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Softmax(x, axis);
}
