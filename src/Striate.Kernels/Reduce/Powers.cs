using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Reduce;

/// <summary>Powers of e along one row, less its largest number so that none overflows: what softmax and cross-entropy are made of.</summary>
internal static unsafe class Powers
{
    /// <summary>y[j] = exp(x[j] − max(x)).</summary>
    /// <param name="x">A row, at least one number.</param>
    /// <param name="count">How many.</param>
    /// <param name="y">As many results; may be the same memory.</param>
    /// <param name="largest">The largest of the row.</param>
    /// <returns>Σ y[j], in an order that follows from the length alone.</returns>
    public static float Of(float* x, int count, float* y, out float largest) => Simd.Width switch
    {
        16 => Of<Floats16>(x, count, y, out largest),
        8 => Of<Floats8>(x, count, y, out largest),
        _ => Of<Floats4>(x, count, y, out largest),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Of<V>(float* x, int count, float* y, out float largest)
        where V : unmanaged, IVector<V>
    {
        largest = Largest<V>(x, count);
        var (shift, sum) = (V.Create(largest), V.Create(0));
        var whole = count - (count % V.Count);
        for (var j = 0; j < whole; j += V.Count)
        {
            var power = VectorMath.Exp(V.Load(x + j) - shift);
            V.Store(power, y + j);
            sum += power;
        }

        if (whole < count)
        {
            // The lanes beyond the row are to add nothing.
            VectorPart.Store(VectorMath.Exp(VectorPart.Load<V>(x + whole, count - whole) - shift), y + whole, count - whole);
            sum += VectorPart.Load<V>(y + whole, count - whole);
        }

        return V.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest<V>(float* x, int count)
        where V : unmanaged, IVector<V>
    {
        var largest = x[0];
        var j = 0;
        if (count >= V.Count)
        {
            var most = V.Load(x);
            for (j = V.Count; j <= count - V.Count; j += V.Count)
            {
                most = V.Max(most, V.Load(x + j));
            }

            var lanes = stackalloc float[V.Count];
            V.Store(most, lanes);
            largest = lanes[0];
            for (var lane = 1; lane < V.Count; lane++)
            {
                largest = MathF.Max(largest, lanes[lane]);
            }
        }

        for (; j < count; j++)
        {
            largest = MathF.Max(largest, x[j]);
        }

        return largest;
    }
}
