using System.Numerics;
using System.Runtime.CompilerServices;

namespace Striate.Kernels.Reduce;

/// <summary>A score as a logistic probability and its costs, each exact relative to itself also where it is next to nothing.</summary>
internal readonly ref struct Logistic
{
    /// <summary>The parts of a vector of scores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Logistic(Vector<float> x)
    {
        // With e = exp(−|x|) ≤ 1 nothing overflows. log(1 + e) is e · log(u)/(u − 1) with the rounded u = 1 + e, whose error cancels.
        var e = Vector.Exp(-Vector.Abs(x));
        var u = Vector<float>.One + e;
        var (likely, unlikely) = (Vector<float>.One / u, e / u);
        var isPositive = Vector.GreaterThan(x, default);
        Probability = Vector.ConditionalSelect(isPositive, likely, unlikely);
        Complement = Vector.ConditionalSelect(isPositive, unlikely, likely);

        var rounded = u - Vector<float>.One;
        var log = Vector.ConditionalSelect(Vector.Equals(rounded, default), e, Vector.Log(u) * e / rounded);
        CostIfPositive = Vector.Max(-x, default) + log;
        CostIfNegative = Vector.Max(x, default) + log;
    }

    /// <summary>σ(x).</summary>
    public Vector<float> Probability { get; }

    /// <summary>1 − σ(x).</summary>
    public Vector<float> Complement { get; }

    /// <summary>−log σ(x).</summary>
    public Vector<float> CostIfPositive { get; }

    /// <summary>−log(1 − σ(x)).</summary>
    public Vector<float> CostIfNegative { get; }
}
