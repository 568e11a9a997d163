using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Tversky loss of segmentation: how far what was found and what is there do not overlap, for small things in large images.</summary>
    /// <param name="probabilities">Probabilities p, shape [N, C, H, W].</param>
    /// <param name="targets">What is there, t: 1 where the class is, else 0; the same shape.</param>
    /// <param name="alpha">Weight of what was found wrongly, α.</param>
    /// <param name="beta">Weight of what was missed, β; above α for fewer misses.</param>
    /// <param name="smoothing">Added above and below the fraction bar, s: a class that is not there and was not found costs nothing.</param>
    /// <returns>A single number: the mean over images and classes of 1 − (Σ p·t + s) / (Σ p·t + α·Σ p·(1 − t) + β·Σ (1 − p)·t + s).</returns>
    /// <remarks>Salehi, Erdogmus and Gholipour, arXiv:1706.05721. The targets get no gradient.</remarks>
    /// <exception cref="ShapeException">Not images, the shapes differ, or there is nothing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, or the smoothing not above 0.</exception>
    public static Tensor Tversky(Tensor probabilities, Tensor targets, double alpha = 0.3, double beta = 0.7, double smoothing = 1) =>
        Tversky("Tversky", probabilities, targets, alpha, beta, smoothing);

    /// <summary>Dice loss of segmentation: how far what was found and what is there do not overlap.</summary>
    /// <param name="probabilities">Probabilities p, shape [N, C, H, W].</param>
    /// <param name="targets">What is there, t: 1 where the class is, else 0; the same shape.</param>
    /// <param name="smoothing">Added above and below the fraction bar, s: a class that is not there and was not found costs nothing.</param>
    /// <returns>A single number: the mean over images and classes of 1 − (2·Σ p·t + s) / (Σ p + Σ t + s).</returns>
    /// <remarks>Milletari, Navab and Ahmadi, arXiv:1606.04797; there p and t are squared below the bar. The targets get no gradient.</remarks>
    /// <exception cref="ShapeException">Not images, the shapes differ, or there is nothing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not above 0.</exception>
    public static Tensor Dice(Tensor probabilities, Tensor targets, double smoothing = 1) => Tversky("Dice", probabilities, targets, 0.5, 0.5, smoothing / 2);

    private static Tensor Tversky(string name, Tensor probabilities, Tensor targets, double alpha, double beta, double smoothing)
    {
        CheckAbove0(smoothing, name, nameof(smoothing));
        if (!(alpha >= 0 && beta >= 0 && double.IsFinite(alpha + beta)))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), FormattableString.Invariant($"{name}: alpha is {alpha} and beta {beta}, expected at least 0."));
        }

        var (p, t) = (Images(probabilities), Images(targets));
        if (p.Shape != t.Shape)
        {
            throw new ShapeException($"probabilities {p.Shape} and targets {t.Shape} must have the same shape.");
        }

        var (N, C, HW, settings) = (p.Shape[0], p.Shape[1], p.Shape[2] * p.Shape[3], new TverskySettings(alpha, beta, smoothing));
        var loss = Tensor.From([], Layout.RowMajor, y => y[0] = TverskyKernel.Forward(N, HW, C, settings, p.Span, t.Span));

        return Tape.Record(name, [p, t], loss, settings, dy =>
            p.ReceiveGrad(dp => TverskyKernel.Backward(N, HW, C, settings, p.Span, t.Span, dy.Item(), dp)));
    }
}
