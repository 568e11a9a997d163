using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Tversky loss of segmentation, from scores. See <see cref="Ops.Tversky"/>.</summary>
/// <remarks>Scores [N, C, H, W]: their softmax over the classes, or of a single class the logistic function, are the probabilities.</remarks>
/// <param name="alpha">Weight of what was found wrongly.</param>
/// <param name="beta">Weight of what was missed.</param>
/// <param name="smoothing">Added above and below the fraction bar.</param>
public sealed class TverskyLoss(double alpha = 0.3, double beta = 0.7, double smoothing = 1) : TargetLoss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => Ops.Tversky(Probabilities(outputs), targets, alpha, beta, smoothing);

    /// <summary>Probabilities from scores of pixels.</summary>
    internal static Tensor Probabilities(Tensor scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.Shape.Rank == 4 && scores.Shape[1] == 1 ? Ops.Sigmoid(scores) : Ops.Softmax(scores);
    }
}
