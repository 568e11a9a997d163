using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>A loss that compares outputs with targets of the same shape. Class labels are targets too: 1 at the class, 0 elsewhere.</summary>
public abstract class TargetLoss : Loss
{
    /// <summary>Computes the loss.</summary>
    /// <param name="outputs">What the network gave.</param>
    /// <param name="targets">What it should have given, the same shape.</param>
    /// <returns>A single number.</returns>
    public abstract Tensor Of(Tensor outputs, Tensor targets);

    /// <inheritdoc/>
    public override Tensor Of(Tensor scores, ReadOnlySpan<int> labels) => Of(scores, OneHot(scores, labels));

    // 1 at the class of each sample or pixel.
    private static Tensor OneHot(Tensor scores, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var isOfPixels = scores.Shape.Rank == 4;
        if (scores.Shape.Rank != 2 && !isOfPixels)
        {
            throw new ShapeException($"scores {scores.Shape}, expected [N, C], or [N, C, H, W] with a label a pixel.");
        }

        var C = scores.Shape[1];
        if (C == 0 || labels.Length != scores.Length / C)
        {
            throw new ShapeException($"scores {scores.Shape} take {(C == 0 ? 0 : scores.Length / C)} labels, but there are {labels.Length}.");
        }

        // A pixel's classes lie side by side in either case.
        var targets = Tensor.Zeros(scores.Shape, isOfPixels ? Layout.ChannelsLast : Layout.RowMajor);
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)C)
            {
                throw new ShapeException($"label {labels[i]} at {i} is out of range: scores {scores.Shape} have {C} classes, labels go from 0 to {C - 1}.");
            }

            targets.Span[(i * C) + labels[i]] = 1;
        }

        return targets;
    }
}
