using System.Numerics;
using System.Runtime.CompilerServices;

namespace Striate.Kernels.Reduce;

/// <summary>
/// t·x²/2 + (1 − t)·max(0, m − x)²/2 of a distance x: pairs of one kind (t = 1) are drawn together, others (t = 0) pushed apart up to
/// a margin. Hadsell, Chopra and LeCun, CVPR 2006.
/// </summary>
/// <param name="Margin">m.</param>
public readonly record struct ContrastiveTerm(double Margin) : ILossTerm
{
    private readonly float _margin = (float)Margin;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(Vector<float> x, Vector<float> target, out Vector<float> dx, out Vector<float> dtarget)
    {
        var gap = new Vector<float>(_margin) - x;
        var within = Vector.ConditionalSelect(Vector.LessThanOrEqual(gap, default), default, gap);
        var rest = Vector<float>.One - target;
        var half = new Vector<float>(0.5f);
        dx = (target * x) - (rest * within);
        dtarget = half * ((x * x) - (within * within));
        return half * ((target * x * x) + (rest * within * within));
    }
}
