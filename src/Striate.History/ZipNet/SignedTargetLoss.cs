using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>Half the squared distance to targets of 1 for the class and −1 for the others: E = ½·Σ (y − d)².</summary>
public sealed class SignedTargetLoss : Loss
{
    private readonly MeanSquaredLoss _loss = new();

    /// <inheritdoc/>
    public override Tensor Of(Tensor scores, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(scores);

        // The distance of y to ±1 is twice that of (y + 1)/2 to 1 and 0, and the mean is over all classes.
        return _loss.Of((scores + 1) / 2, labels) * (2 * scores.Shape[1]);
    }
}
