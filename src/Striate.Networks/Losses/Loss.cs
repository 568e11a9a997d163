using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What training makes small: one number from the scores of a batch and its labels.</summary>
public abstract class Loss
{
    /// <summary>Computes the loss.</summary>
    /// <param name="scores">One row of class scores a sample, shape [N, C].</param>
    /// <param name="labels">N classes, each from 0 to C − 1.</param>
    /// <returns>The mean over the batch, a single number.</returns>
    public abstract Tensor Of(Tensor scores, ReadOnlySpan<int> labels);
}
