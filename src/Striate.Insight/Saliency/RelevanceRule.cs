using Striate.Tensors;

namespace Striate.Insight;

/// <summary>How layer-wise relevance propagation shares out a unit's relevance among what it was computed of, zᵢⱼ = xᵢ·wᵢⱼ.</summary>
public abstract class RelevanceRule
{
    /// <summary>
    /// Rᵢ = Σⱼ zᵢⱼ / (zⱼ + ε·sign zⱼ) · Rⱼ, with zⱼ = Σᵢ zᵢⱼ + bⱼ. What the bias and ε take is shared out in proportion to |zᵢⱼ|, so that nothing is
    /// lost. Bach et al., PLoS ONE 10(7), 2015, equation 58.
    /// </summary>
    /// <param name="share">ε in parts of the root mean square of the layer's zⱼ. Larger is calmer.</param>
    public static RelevanceRule Epsilon(double share = 0.25)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        return new EpsilonRule(share);
    }

    /// <summary>
    /// Rᵢ = Σⱼ (α·zᵢⱼ⁺ / Σᵢ zᵢⱼ⁺ − β·zᵢⱼ⁻ / Σᵢ zᵢⱼ⁻) · Rⱼ, with β = α − 1: what speaks for a unit and what speaks against it are counted apart, biases not at
    /// all. A unit that has only one of the two gives all to it. Bach et al., PLoS ONE 10(7), 2015, equation 60.
    /// </summary>
    /// <param name="alpha">At least 1; with 1 there is only what speaks for it.</param>
    public static RelevanceRule AlphaBeta(double alpha = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(alpha, 1);
        return new AlphaBetaRule(alpha);
    }

    /// <summary>Shares out.</summary>
    /// <param name="step">The layer.</param>
    /// <param name="output">What it gave, biases and all.</param>
    /// <param name="relevance">Of each number of the output, same shape and order.</param>
    /// <returns>The relevance of each number of the input for each unit of that number, Rᵢ / xᵢ, in the input's order.</returns>
    internal abstract Tensor Share(LinearStep step, Tensor output, Tensor relevance);
}
