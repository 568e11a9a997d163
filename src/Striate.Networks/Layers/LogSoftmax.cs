using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Logarithms of probabilities from scores, y[c] = x[c] − log Σ exp(x). See <see cref="Ops.LogSoftmax"/>.</summary>
/// <remarks>Any shape of one axis or more; input and output are alike.</remarks>
/// <param name="axis">The axis of the classes, −1 the last.</param>
public sealed class LogSoftmax(int axis = 1) : Module
{
    /// <inheritdoc/>
    public override string Description => axis == 1 ? "LogSoftmax" : $"LogSoftmax over axis {axis}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.LogSoftmax(x, axis);
}
