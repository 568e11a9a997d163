using System.Numerics;
using System.Runtime.CompilerServices;

namespace Striate.Kernels.Reduce;

/// <summary>e²/2 where |e| ≤ δ, else δ·(|e| − δ/2), with e = x − t: a parabola that goes on as straight lines. Huber, 1964.</summary>
/// <param name="Delta">δ, above 0.</param>
public readonly record struct HuberTerm(double Delta) : ILossTerm
{
    private readonly float _delta = (float)Delta;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(Vector<float> x, Vector<float> target, out Vector<float> dx, out Vector<float> dtarget)
    {
        var (error, delta, half) = (x - target, new Vector<float>(_delta), new Vector<float>(0.5f));
        var size = Vector.Abs(error);
        var isNear = Vector.LessThanOrEqual(size, delta);
        dx = Vector.ConditionalSelect(isNear, error, delta * (error / size));
        dtarget = -dx;
        return Vector.ConditionalSelect(isNear, half * error * error, delta * (size - (half * delta)));
    }
}
