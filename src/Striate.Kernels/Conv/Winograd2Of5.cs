using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// The matrices of F(2, 5): two outputs of a filter of five taps from six inputs. It interpolates where
/// <see cref="Winograd4"/> does, so that it shares Bᵀ. In two dimensions 36 multiplications take the place of 100.
/// </summary>
internal static class Winograd2Of5
{
    /// <summary>G.</summary>
    public readonly struct Filter : ILinearMap
    {
        public static int In => 5;

        public static int Out => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (g0, g1, g2, g3, g4) = (x.Read(0, line), x.Read(1, line), x.Read(2, line), x.Read(3, line), x.Read(4, line));
            y.Write(0, line, V.Create(1 / 4f) * g0);
            y.Write(5, line, g4);
            var even = V.Create(-1 / 6f) * (g0 + g2 + g4);
            var odd = V.Create(-1 / 6f) * (g1 + g3);
            y.Write(1, line, even + odd);
            y.Write(2, line, even - odd);
            even = V.MultiplyAdd(V.Create(1 / 24f), g0, V.MultiplyAdd(V.Create(1 / 6f), g2, V.Create(2 / 3f) * g4));
            odd = V.MultiplyAdd(V.Create(1 / 12f), g1, V.Create(1 / 3f) * g3);
            y.Write(3, line, even + odd);
            y.Write(4, line, even - odd);
        }
    }

    /// <summary>Aᵀ.</summary>
    public readonly struct Output : ILinearMap
    {
        public static int In => 6;

        public static int Out => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (m1, m2, m3, m4) = (x.Read(1, line), x.Read(2, line), x.Read(3, line), x.Read(4, line));
            y.Write(0, line, x.Read(0, line) + (m1 + m2) + (m3 + m4));
            y.Write(1, line, V.MultiplyAdd(V.Create(2), m3 - m4, m1 - m2) + x.Read(5, line));
        }
    }

    /// <summary>A.</summary>
    public readonly struct OutputGradient : ILinearMap
    {
        public static int In => 2;

        public static int Out => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (d0, d1) = (x.Read(0, line), x.Read(1, line));
            y.Write(0, line, d0);
            y.Write(1, line, d0 + d1);
            y.Write(2, line, d0 - d1);
            y.Write(3, line, V.MultiplyAdd(V.Create(2), d1, d0));
            y.Write(4, line, V.MultiplyAdd(V.Create(-2), d1, d0));
            y.Write(5, line, d1);
        }
    }

    /// <summary>Gᵀ.</summary>
    public readonly struct FilterGradient : ILinearMap
    {
        public static int In => 6;

        public static int Out => 5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (m1, m2, m3, m4) = (x.Read(1, line), x.Read(2, line), x.Read(3, line), x.Read(4, line));
            var (near, far) = (V.Create(-1 / 6f) * (m1 + m2), m3 + m4);
            var (nearDifference, farDifference) = (V.Create(-1 / 6f) * (m1 - m2), m3 - m4);
            y.Write(0, line, V.MultiplyAdd(V.Create(1 / 4f), x.Read(0, line), V.MultiplyAdd(V.Create(1 / 24f), far, near)));
            y.Write(1, line, V.MultiplyAdd(V.Create(1 / 12f), farDifference, nearDifference));
            y.Write(2, line, V.MultiplyAdd(V.Create(1 / 6f), far, near));
            y.Write(3, line, V.MultiplyAdd(V.Create(1 / 3f), farDifference, nearDifference));
            y.Write(4, line, V.MultiplyAdd(V.Create(2 / 3f), far, near) + x.Read(5, line));
        }
    }
}
