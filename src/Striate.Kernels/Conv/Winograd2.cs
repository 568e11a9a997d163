using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// The matrices of F(2, 3): two outputs of a filter of three taps from four inputs, with interpolation at 0, ±1 and ∞, and
/// their transposes; see <see cref="Winograd4"/>. In two dimensions 16 multiplications take the place of 36.
/// </summary>
internal static class Winograd2
{
    /// <summary>Bᵀ.</summary>
    public readonly struct Input : ILinearMap
    {
        public static int In => 4;

        public static int Out => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (d1, d2) = (x.Read(1, line), x.Read(2, line));
            y.Write(0, line, x.Read(0, line) - d2);
            y.Write(1, line, d1 + d2);
            y.Write(2, line, d2 - d1);
            y.Write(3, line, d1 - x.Read(3, line));
        }
    }

    /// <summary>G.</summary>
    public readonly struct Filter : ILinearMap
    {
        public static int In => 3;

        public static int Out => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (g0, g2) = (x.Read(0, line), x.Read(2, line));
            var half = V.Create(1 / 2f);
            var (even, odd) = (half * (g0 + g2), half * x.Read(1, line));
            y.Write(0, line, g0);
            y.Write(1, line, even + odd);
            y.Write(2, line, even - odd);
            y.Write(3, line, g2);
        }
    }

    /// <summary>Aᵀ.</summary>
    public readonly struct Output : ILinearMap
    {
        public static int In => 4;

        public static int Out => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (m1, m2) = (x.Read(1, line), x.Read(2, line));
            y.Write(0, line, x.Read(0, line) + m1 + m2);
            y.Write(1, line, m1 - m2 - x.Read(3, line));
        }
    }

    /// <summary>A.</summary>
    public readonly struct OutputGradient : ILinearMap
    {
        public static int In => 2;

        public static int Out => 4;

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
            y.Write(3, line, V.Create(0) - d1);
        }
    }

    /// <summary>Gᵀ.</summary>
    public readonly struct FilterGradient : ILinearMap
    {
        public static int In => 4;

        public static int Out => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
            where V : unmanaged, IVector<V>
            where TSource : struct, ISource<V>
            where TTarget : struct, ITarget<V>
        {
            var (m1, m2) = (x.Read(1, line), x.Read(2, line));
            var half = V.Create(1 / 2f);
            y.Write(0, line, V.MultiplyAdd(half, m1 + m2, x.Read(0, line)));
            y.Write(1, line, half * (m1 - m2));
            y.Write(2, line, V.MultiplyAdd(half, m1 + m2, x.Read(3, line)));
        }
    }
}
