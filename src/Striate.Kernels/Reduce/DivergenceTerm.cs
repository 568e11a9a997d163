using System.Numerics;
using System.Runtime.CompilerServices;

namespace Striate.Kernels.Reduce;

/// <summary>t·(log t − x), 0 where t is 0: a term of the divergence of a distribution t from one whose logarithms are x. Kullback and Leibler, 1951.</summary>
public readonly record struct DivergenceTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(Vector<float> x, Vector<float> target, out Vector<float> dx, out Vector<float> dtarget)
    {
        var excess = Vector.Log(target) - x;
        dx = -target;
        dtarget = excess + Vector<float>.One;
        return Vector.ConditionalSelect(Vector.Equals(target, default), default, target * excess);
    }
}
