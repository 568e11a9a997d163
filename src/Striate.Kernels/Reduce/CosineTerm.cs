using System.Numerics;
using System.Runtime.CompilerServices;

namespace Striate.Kernels.Reduce;

/// <summary>Of a cosine x: 1 − x for pairs of one kind (t above 0), else max(0, x − m). The slope at the corner is taken to be 0.</summary>
/// <param name="Margin">m, from −1 to 1.</param>
public readonly record struct CosineTerm(double Margin) : ILossTerm
{
    private readonly float _margin = (float)Margin;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(Vector<float> x, Vector<float> target, out Vector<float> dx, out Vector<float> dtarget)
    {
        var isAlike = Vector.GreaterThan(target, default);
        var excess = x - new Vector<float>(_margin);
        var isNone = Vector.LessThanOrEqual(excess, default);
        dx = Vector.ConditionalSelect(isAlike, -Vector<float>.One, Vector.ConditionalSelect(isNone, default, Vector<float>.One));
        dtarget = default;
        return Vector.ConditionalSelect(isAlike, Vector<float>.One - x, Vector.ConditionalSelect(isNone, default, excess));
    }
}
