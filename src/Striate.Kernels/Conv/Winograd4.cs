using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// The matrices of F(4, 3): four outputs of a filter of three taps from six inputs, y = Aᵀ[(G·g) ⊙ (Bᵀ·d)], with
/// interpolation at 0, ±1, ±2 and ∞, and their transposes for the filter gradient, dg = Gᵀ[(Bᵀ·d) ⊙ (A·dy)]. In two dimensions
/// 36 multiplications take the place of 144. Lavin and Gray, arXiv:1509.09308.
/// </summary>
internal static class Winograd4
{
    /// <summary>Bᵀ.</summary>
    public readonly struct Input : ILinearMap
    {
        public static int In => 6;

        public static int Out => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (minusFour, minusFive, four, two) = (V.Create(-4), V.Create(-5), V.Create(4), V.Create(2));
            var (d1, d2, d3, d4) = (x.Read(1, line), x.Read(2, line), x.Read(3, line), x.Read(4, line));
            y.Write(0, line, V.MultiplyAdd(four, x.Read(0, line), V.MultiplyAdd(minusFive, d2, d4)));
            y.Write(5, line, V.MultiplyAdd(four, d1, V.MultiplyAdd(minusFive, d3, x.Read(5, line))));
            var even = V.MultiplyAdd(minusFour, d2, d4);
            var odd = V.MultiplyAdd(minusFour, d1, d3);
            y.Write(1, line, even + odd);
            y.Write(2, line, even - odd);
            even = d4 - d2;
            odd = two * (d3 - d1);
            y.Write(3, line, even + odd);
            y.Write(4, line, even - odd);
        }
    }

    /// <summary>G.</summary>
    public readonly struct Filter : ILinearMap
    {
        public static int In => 3;

        public static int Out => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (g0, g1, g2) = (x.Read(0, line), x.Read(1, line), x.Read(2, line));
            y.Write(0, line, V.Create(1 / 4f) * g0);
            y.Write(5, line, g2);
            var even = V.Create(-1 / 6f) * (g0 + g2);
            var odd = V.Create(-1 / 6f) * g1;
            y.Write(1, line, even + odd);
            y.Write(2, line, even - odd);
            even = V.MultiplyAdd(V.Create(1 / 24f), g0, V.Create(1 / 6f) * g2);
            odd = V.Create(1 / 12f) * g1;
            y.Write(3, line, even + odd);
            y.Write(4, line, even - odd);
        }
    }

    /// <summary>Aᵀ.</summary>
    public readonly struct Output : ILinearMap
    {
        public static int In => 6;

        public static int Out => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (m1, m2, m3, m4) = (x.Read(1, line), x.Read(2, line), x.Read(3, line), x.Read(4, line));
            var (nearSum, nearDifference, farSum, farDifference) = (m1 + m2, m1 - m2, m3 + m4, m3 - m4);
            y.Write(0, line, x.Read(0, line) + nearSum + farSum);
            y.Write(1, line, V.MultiplyAdd(V.Create(2), farDifference, nearDifference));
            y.Write(2, line, V.MultiplyAdd(V.Create(4), farSum, nearSum));
            y.Write(3, line, V.MultiplyAdd(V.Create(8), farDifference, nearDifference) + x.Read(5, line));
        }
    }

    /// <summary>A.</summary>
    public readonly struct OutputGradient : ILinearMap
    {
        public static int In => 4;

        public static int Out => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (d0, d1, d2, d3) = (x.Read(0, line), x.Read(1, line), x.Read(2, line), x.Read(3, line));
            y.Write(0, line, d0);
            y.Write(5, line, d3);
            var (even, odd) = (d0 + d2, d1 + d3);
            y.Write(1, line, even + odd);
            y.Write(2, line, even - odd);
            even = V.MultiplyAdd(V.Create(4), d2, d0);
            odd = V.MultiplyAdd(V.Create(8), d3, d1 + d1);
            y.Write(3, line, even + odd);
            y.Write(4, line, even - odd);
        }
    }

    /// <summary>Gᵀ.</summary>
    public readonly struct FilterGradient : ILinearMap
    {
        public static int In => 6;

        public static int Out => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (m1, m2, m3, m4) = (x.Read(1, line), x.Read(2, line), x.Read(3, line), x.Read(4, line));
            var near = V.Create(-1 / 6f) * (m1 + m2);
            var far = m3 + m4;
            y.Write(0, line, V.MultiplyAdd(V.Create(1 / 4f), x.Read(0, line), V.MultiplyAdd(V.Create(1 / 24f), far, near)));
            y.Write(1, line, V.MultiplyAdd(V.Create(1 / 6f), m2 - m1, V.Create(1 / 12f) * (m3 - m4)));
            y.Write(2, line, V.MultiplyAdd(V.Create(1 / 6f), far, near) + x.Read(5, line));
        }
    }
}
