using System.Numerics;

namespace Striate.Kernels.Reduce;

/// <summary>
/// Sums along one row. The order of addition follows from the length alone; sums of a library may start at the first
/// aligned address, and so differ from run to run.
/// </summary>
internal static unsafe class Row
{
    /// <summary>Σ x[i].</summary>
    public static float Sum(float* x, int length)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < length; i += Lanes.Width)
        {
            sum += Lanes.Load(x + i, length - i);
        }

        return Vector.Sum(sum);
    }

    /// <summary>Σ x[i] · y[i].</summary>
    public static float Dot(float* x, float* y, int length)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < length; i += Lanes.Width)
        {
            sum += Lanes.Load(x + i, length - i) * Lanes.Load(y + i, length - i);
        }

        return Vector.Sum(sum);
    }
}
