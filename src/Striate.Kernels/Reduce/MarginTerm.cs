using System.Numerics;
using System.Runtime.CompilerServices;

namespace Striate.Kernels.Reduce;

/// <summary>max(0, x − t + m): nothing once t exceeds x by a margin. The slope at the corner is taken to be 0.</summary>
/// <param name="Margin">m.</param>
public readonly record struct MarginTerm(double Margin) : ILossTerm
{
    private readonly float _margin = (float)Margin;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(Vector<float> x, Vector<float> target, out Vector<float> dx, out Vector<float> dtarget)
    {
        var excess = x - target + new Vector<float>(_margin);
        var isNone = Vector.LessThanOrEqual(excess, default);
        dx = Vector.ConditionalSelect(isNone, default, Vector<float>.One);
        dtarget = -dx;
        return Vector.ConditionalSelect(isNone, default, excess);
    }
}
