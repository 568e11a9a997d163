using Striate.Tensors;
using static Striate.Insight.Numbers;

namespace Striate.Insight;

/// <summary><see cref="RelevanceRule.AlphaBeta"/>.</summary>
internal sealed class AlphaBetaRule(double alpha) : RelevanceRule
{
    internal override Tensor Share(LinearStep step, Tensor output, Tensor relevance)
    {
        var (x, w) = (step.Input, step.Weight);
        var (positiveX, negativeX) = (Map(x, Positive), Map(x, Negative));
        var (positiveW, negativeW) = (Map(w, Positive), Map(w, Negative));
        var pro = Map(step.Run(positiveX, positiveW), step.Run(negativeX, negativeW), (a, b) => a + b);
        var contra = Map(step.Run(positiveX, negativeW), step.Run(negativeX, positiveW), (a, b) => a + b);

        var forPro = Map(pro, contra, (p, c) => p <= 0 ? 0 : (float)(c < 0 ? alpha : 1) / p);
        var forContra = Map(pro, contra, (p, c) => c >= 0 ? 0 : (float)(p > 0 ? 1 - alpha : 1) / c);
        var (r, s) = (Map(relevance, forPro, (a, b) => a * b), Map(relevance, forContra, (a, b) => a * b));

        // Of a positive input the positive weights speak for the unit, of a negative one the negative weights.
        var ofPositive = Map(step.RunBack(positiveW, r), step.RunBack(negativeW, s), (a, b) => a + b);
        var ofNegative = Map(step.RunBack(negativeW, r), step.RunBack(positiveW, s), (a, b) => a + b);
        return Map(Map(ofPositive, x, (value, sign) => sign > 0 ? value : 0), Map(ofNegative, x, (value, sign) => sign < 0 ? value : 0), (a, b) => a + b);
    }

    private static float Positive(float value) => MathF.Max(value, 0);

    private static float Negative(float value) => MathF.Min(value, 0);
}
