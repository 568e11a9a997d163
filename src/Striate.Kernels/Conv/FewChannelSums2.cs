using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;
using static Striate.Kernels.Conv.FewChannelSums;

namespace Striate.Kernels.Conv;

/// <summary>The sums of F(2, 3), see <see cref="Winograd2"/>: 16 products in the place of 36.</summary>
internal readonly unsafe struct FewChannelSums2 : IFewChannelSums
{
    private const int Places = 4;

    // 12 sums of each are 24 of the 32 registers, and each pixel is loaded once for both.
    public static int VectorsTogether => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<V>(float* u, float* v, int channels, nint pitch, int tiles, float* upper, float* lower, nint pixel, bool streams)
        where V : unmanaged, IVector<V>
    {
        for (var tile = 0; tile < tiles; tile += TilesTogether)
        {
            // The last ones start early enough to be three: some are computed twice.
            var first = Math.Min(tile, tiles - TilesTogether);
            var x = v + (first * Places * Places * pitch);
            var (a, b, c, d, e, f) = OfColumn<V>(u, x, channels, pitch, 0);
            var (a1, b1, c1, d1, e1, f1) = OfColumn<V>(u, x, channels, pitch, 1);
            (a, b, c, d, e, f) = (a + a1, b + b1, c + c1, d + d1, e + e1, f + f1);
            var (a2, b2, c2, d2, e2, f2) = OfColumn<V>(u, x, channels, pitch, 2);
            (a, b, c, d, e, f) = (a + a2, b + b2, c + c2, d + d2, e + e2, f + f2);
            (a1, b1, c1, d1, e1, f1) = (a1 - a2, b1 - b2, c1 - c2, d1 - d2, e1 - e2, f1 - f2);
            var s = upper + (first * Side * pixel);
            var t = lower + (first * Side * pixel);
            StoreThree(a, c, e, s, 2 * pixel, streams);
            StoreThree(b, d, f, t, 2 * pixel, streams);
            (a, b, c, d, e, f) = OfColumn<V>(u, x, channels, pitch, 3);
            StoreThree(a1 - a, c1 - c, e1 - e, s + pixel, 2 * pixel, streams);
            StoreThree(b1 - b, d1 - d, f1 - f, t + pixel, 2 * pixel, streams);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<V>(
        int column, float* v, nint pitch, int tiles, float* upper, float* lower, nint pixel, nint second, float* sums, float* secondSums, nint row)
        where V : unmanaged, IVector<V>
    {
        var tileLength = Places * Places * pitch;
        var (a0, a1, a2) = LoadThree<V>(sums);
        var (b0, b1, b2) = LoadThree<V>(sums + row);
        var (c0, c1, c2) = LoadThree<V>(sums + (2 * row));
        var (d0, d1, d2) = LoadThree<V>(sums + (3 * row));
        var (e0, e1, e2) = LoadThree<V>(secondSums);
        var (f0, f1, f2) = LoadThree<V>(secondSums + row);
        var (g0, g1, g2) = LoadThree<V>(secondSums + (2 * row));
        var (h0, h1, h2) = LoadThree<V>(secondSums + (3 * row));
        for (var tile = 0; tile < tiles; tile++, v += tileLength, upper += 2 * pixel, lower += 2 * pixel)
        {
            var (above, other) = (AlongRow<V>(column, upper, pixel), AlongRow<V>(column, upper + second, pixel));
            AddThree(v, above, other, ref a0, ref a1, ref a2, ref e0, ref e1, ref e2);
            var (below, otherBelow) = (AlongRow<V>(column, lower, pixel), AlongRow<V>(column, lower + second, pixel));
            AddThree(v + pitch, above + below, other + otherBelow, ref b0, ref b1, ref b2, ref f0, ref f1, ref f2);
            AddThree(v + (2 * pitch), above - below, other - otherBelow, ref c0, ref c1, ref c2, ref g0, ref g1, ref g2);
            AddThree(v + (3 * pitch), V.Create(0) - below, V.Create(0) - otherBelow, ref d0, ref d1, ref d2, ref h0, ref h1, ref h2);
        }

        StoreThree(a0, a1, a2, sums, V.Count, false);
        StoreThree(b0, b1, b2, sums + row, V.Count, false);
        StoreThree(c0, c1, c2, sums + (2 * row), V.Count, false);
        StoreThree(d0, d1, d2, sums + (3 * row), V.Count, false);
        StoreThree(e0, e1, e2, secondSums, V.Count, false);
        StoreThree(f0, f1, f2, secondSums + row, V.Count, false);
        StoreThree(g0, g1, g2, secondSums + (2 * row), V.Count, false);
        StoreThree(h0, h1, h2, secondSums + (3 * row), V.Count, false);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddThree<V>(float* v, V first, V second, ref V a, ref V b, ref V c, ref V d, ref V e, ref V f)
        where V : unmanaged, IVector<V>
    {
        var x = V.Create(v[0]);
        V.Accumulate(first, x, ref a);
        V.Accumulate(second, x, ref d);
        x = V.Create(v[1]);
        V.Accumulate(first, x, ref b);
        V.Accumulate(second, x, ref e);
        x = V.Create(v[2]);
        V.Accumulate(first, x, ref c);
        V.Accumulate(second, x, ref f);
    }

    // One of the four numbers that A makes of two neighbours.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AlongRow<V>(int column, float* dy, nint pixel)
        where V : unmanaged, IVector<V> => column switch
        {
            0 => V.Load(dy),
            1 => V.Load(dy) + V.Load(dy + pixel),
            2 => V.Load(dy) - V.Load(dy + pixel),
            _ => V.Create(0) - V.Load(dy + pixel),
        };

    // One column of the transform of three tiles, summed over the channels, and what Aᵀ makes of it: an upper and a lower number of each tile.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V A, V B, V C, V D, V E, V F) OfColumn<V>(float* u, float* v, int channels, nint pitch, int column)
        where V : unmanaged, IVector<V>
    {
        nint row = Places * channels * V.Count;
        u += column * channels * V.Count;
        v += column * Places * pitch;
        var u3 = u + (3 * row);
        var v1 = v + (Places * Places * pitch);
        var v2 = v1 + (Places * Places * pitch);
        var last = 3 * pitch;
        var zero = V.Create(0);
        var (a0, a1, a2, b0, b1, b2) = (zero, zero, zero, zero, zero, zero);
        var (c0, c1, c2, d0, d1, d2) = (zero, zero, zero, zero, zero, zero);
        for (var channel = 0; channel < channels; channel++, u += V.Count, u3 += V.Count, v++, v1++, v2++)
        {
            var w = V.Load(u);
            V.Accumulate(V.Create(v[0]), w, ref a0);
            V.Accumulate(V.Create(v1[0]), w, ref a1);
            V.Accumulate(V.Create(v2[0]), w, ref a2);
            w = V.Load(u + row);
            V.Accumulate(V.Create(v[pitch]), w, ref b0);
            V.Accumulate(V.Create(v1[pitch]), w, ref b1);
            V.Accumulate(V.Create(v2[pitch]), w, ref b2);
            w = V.Load(u + (2 * row));
            V.Accumulate(V.Create(v[2 * pitch]), w, ref c0);
            V.Accumulate(V.Create(v1[2 * pitch]), w, ref c1);
            V.Accumulate(V.Create(v2[2 * pitch]), w, ref c2);
            w = V.Load(u3);
            V.Accumulate(V.Create(v[last]), w, ref d0);
            V.Accumulate(V.Create(v1[last]), w, ref d1);
            V.Accumulate(V.Create(v2[last]), w, ref d2);
        }

        return (a0 + b0 + c0, b0 - c0 - d0, a1 + b1 + c1, b1 - c1 - d1, a2 + b2 + c2, b2 - c2 - d2);
    }
}
