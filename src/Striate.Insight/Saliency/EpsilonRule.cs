using Striate.Tensors;
using static Striate.Insight.Numbers;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Striate.Insight;

/// <summary><see cref="RelevanceRule.Epsilon"/>.</summary>
internal sealed class EpsilonRule(double share) : RelevanceRule
{
    internal override Tensor Share(LinearStep step, Tensor output, Tensor relevance)
    {
        var epsilon = (float)(share * TensorPrimitives.Norm<float>(output.Span) / Math.Sqrt(output.Length));
        var each = Map(relevance, output, (r, z) => r == 0 ? 0 : r / (z + MathF.CopySign(epsilon, z)));

        // What zᵢⱼ leave of zⱼ + ε: the bias, and ε itself.
        var magnitudes = step.Run(Ops.Abs(step.Input), Ops.Abs(step.Weight));
        var sums = step.Run(step.Input, step.Weight);
        var rest = Map(output, sums, (z, sum) => z + MathF.CopySign(epsilon, z) - sum);
        var perMagnitude = Map(Map(each, rest, (r, left) => r * left), magnitudes, (left, all) => all > 0 ? left / all : 0);

        var direct = step.RunBack(step.Weight, each);
        var spread = step.RunBack(Ops.Abs(step.Weight), perMagnitude);
        return Map(direct, Map(spread, step.Input, (s, x) => x < 0 ? -s : s), (a, b) => a + b);
    }
}
