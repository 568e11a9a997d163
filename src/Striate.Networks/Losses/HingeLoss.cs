using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Multi-class hinge loss, as of a support vector machine. See <see cref="Ops.Hinge"/>.</summary>
/// <param name="margin">By how much the right score is to exceed the others.</param>
public sealed class HingeLoss(double margin = 1) : Loss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor scores, ReadOnlySpan<int> labels) => Ops.Hinge(scores, labels, margin);
}
