using System.Numerics;
using System.Runtime.CompilerServices;

namespace Striate.Kernels.Reduce;

/// <summary>|x − t|. The slope at 0 is taken to be 0.</summary>
public readonly record struct AbsoluteTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(Vector<float> x, Vector<float> target, out Vector<float> dx, out Vector<float> dtarget)
    {
        // What is neither above nor below 0 is its own sign: 0 or NaN.
        var error = x - target;
        var notAbove = Vector.ConditionalSelect(Vector.LessThan(error, default), -Vector<float>.One, error);
        dx = Vector.ConditionalSelect(Vector.GreaterThan(error, default), Vector<float>.One, notAbove);
        dtarget = -dx;
        return Vector.Abs(error);
    }
}
