using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Dice loss of segmentation, from scores. See <see cref="Ops.Dice"/>.</summary>
/// <remarks>Scores [N, C, H, W]: their softmax over the classes, or of a single class the logistic function, are the probabilities.</remarks>
/// <param name="smoothing">Added above and below the fraction bar.</param>
public sealed class DiceLoss(double smoothing = 1) : TargetLoss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => Ops.Dice(TverskyLoss.Probabilities(outputs), targets, smoothing);
}
