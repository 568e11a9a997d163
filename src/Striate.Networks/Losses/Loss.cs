using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What training makes small: one number from the scores of a batch and its labels.</summary>
public abstract class Loss
{
    /// <summary>Computes the loss.</summary>
    /// <param name="scores">One row of class scores a sample, shape [N, C]; for some losses also [N, C, H, W], with a label a pixel.</param>
    /// <param name="labels">N classes, each from 0 to C − 1, or N·H·W.</param>
    /// <returns>The mean over the batch, a single number.</returns>
    public abstract Tensor Of(Tensor scores, ReadOnlySpan<int> labels);

    /// <summary>Computes the loss of all that the current tape's forward pass gave: of its scores, and of every side output
    /// (<see cref="Tape.SideOutputs"/>) in its weight.</summary>
    /// <param name="scores">As in <see cref="Of"/>.</param>
    /// <param name="labels">As in <see cref="Of"/>; the same for all.</param>
    /// <returns>Of(scores) + Σ weight · Of(side output), a single number.</returns>
    public Tensor OfAll(Tensor scores, ReadOnlySpan<int> labels)
    {
        var loss = Of(scores, labels);
        foreach (var side in Tape.Current?.SideOutputs ?? [])
        {
            loss += side.Weight * Of(side.Output, labels);
        }

        return loss;
    }
}
