using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;
using static Striate.Kernels.Conv.FewChannelSums;

namespace Striate.Kernels.Conv;

/// <summary>The sums of F(2, 5), see <see cref="Winograd2Of5"/>: 36 products in the place of 100.</summary>
internal readonly unsafe struct FewChannelSums2Of5 : IFewChannelSums
{
    private const int Places = 6;

    // 18 sums.
    public static int VectorsTogether => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<V>(float* u, float* v, int channels, nint pitch, int tiles, float* upper, float* lower, nint pixel, bool streams)
        where V : unmanaged, IVector<V>
    {
        var (two, minusTwo) = (V.Create(2), V.Create(-2));
        for (var tile = 0; tile < tiles; tile += TilesTogether)
        {
            // The last ones start early enough to be three: some are computed twice.
            var first = Math.Min(tile, tiles - TilesTogether);
            var x = v + (first * Places * Places * pitch);
            var (p0, p1, p2, q0, q1, q2) = OfColumn<V>(u, x, channels, pitch, 0);
            var (r0, r1, r2, s0, s1, s2) = OfColumn<V>(u, x, channels, pitch, 1);
            (p0, p1, p2, q0, q1, q2) = (p0 + r0, p1 + r1, p2 + r2, q0 + s0, q1 + s1, q2 + s2);
            var (a0, a1, a2, b0, b1, b2) = OfColumn<V>(u, x, channels, pitch, 2);
            (p0, p1, p2, q0, q1, q2) = (p0 + a0, p1 + a1, p2 + a2, q0 + b0, q1 + b1, q2 + b2);
            (r0, r1, r2, s0, s1, s2) = (r0 - a0, r1 - a1, r2 - a2, s0 - b0, s1 - b1, s2 - b2);
            (a0, a1, a2, b0, b1, b2) = OfColumn<V>(u, x, channels, pitch, 3);
            (p0, p1, p2, q0, q1, q2) = (p0 + a0, p1 + a1, p2 + a2, q0 + b0, q1 + b1, q2 + b2);
            AddScaled(two, a0, a1, a2, b0, b1, b2, ref r0, ref r1, ref r2, ref s0, ref s1, ref s2);
            (a0, a1, a2, b0, b1, b2) = OfColumn<V>(u, x, channels, pitch, 4);
            var s = upper + (first * Side * pixel);
            var t = lower + (first * Side * pixel);
            StoreThree(p0 + a0, p1 + a1, p2 + a2, s, 2 * pixel, streams);
            StoreThree(q0 + b0, q1 + b1, q2 + b2, t, 2 * pixel, streams);
            AddScaled(minusTwo, a0, a1, a2, b0, b1, b2, ref r0, ref r1, ref r2, ref s0, ref s1, ref s2);
            (a0, a1, a2, b0, b1, b2) = OfColumn<V>(u, x, channels, pitch, 5);
            StoreThree(r0 + a0, r1 + a1, r2 + a2, s + pixel, 2 * pixel, streams);
            StoreThree(s0 + b0, s1 + b1, s2 + b2, t + pixel, 2 * pixel, streams);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<V>(
        int column, float* v, nint pitch, int tiles, float* upper, float* lower, nint pixel, nint second, float* sums, float* secondSums, nint row)
        where V : unmanaged, IVector<V>
    {
        var (two, minusTwo) = (V.Create(2), V.Create(-2));
        var last = sums + (3 * row);
        var (a0, a1, a2) = LoadThree<V>(sums);
        var (b0, b1, b2) = LoadThree<V>(sums + row);
        var (c0, c1, c2) = LoadThree<V>(sums + (2 * row));
        var (d0, d1, d2) = LoadThree<V>(last);
        var (e0, e1, e2) = LoadThree<V>(last + row);
        var (f0, f1, f2) = LoadThree<V>(last + (2 * row));
        for (var tile = 0; tile < tiles; tile++, v += Places * Places * pitch, upper += 2 * pixel, lower += 2 * pixel)
        {
            var (above, below) = (AlongRow<V>(column, upper, pixel), AlongRow<V>(column, lower, pixel));
            AddThree(v, above, ref a0, ref a1, ref a2);
            AddThree(v + pitch, above + below, ref b0, ref b1, ref b2);
            AddThree(v + (2 * pitch), above - below, ref c0, ref c1, ref c2);
            var v3 = v + (3 * pitch);
            AddThree(v3, V.MultiplyAdd(two, below, above), ref d0, ref d1, ref d2);
            AddThree(v3 + pitch, V.MultiplyAdd(minusTwo, below, above), ref e0, ref e1, ref e2);
            AddThree(v3 + (2 * pitch), below, ref f0, ref f1, ref f2);
        }

        StoreThree(a0, a1, a2, sums, V.Count, false);
        StoreThree(b0, b1, b2, sums + row, V.Count, false);
        StoreThree(c0, c1, c2, sums + (2 * row), V.Count, false);
        StoreThree(d0, d1, d2, last, V.Count, false);
        StoreThree(e0, e1, e2, last + row, V.Count, false);
        StoreThree(f0, f1, f2, last + (2 * row), V.Count, false);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddThree<V>(float* v, V gradient, ref V a, ref V b, ref V c)
        where V : unmanaged, IVector<V>
    {
        V.Accumulate(V.Create(v[0]), gradient, ref a);
        V.Accumulate(V.Create(v[1]), gradient, ref b);
        V.Accumulate(V.Create(v[2]), gradient, ref c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled<V>(V scale, V a, V b, V c, V d, V e, V f, ref V p, ref V q, ref V r, ref V s, ref V t, ref V u)
        where V : unmanaged, IVector<V>
    {
        V.Accumulate(scale, a, ref p);
        V.Accumulate(scale, b, ref q);
        V.Accumulate(scale, c, ref r);
        V.Accumulate(scale, d, ref s);
        V.Accumulate(scale, e, ref t);
        V.Accumulate(scale, f, ref u);
    }

    // One of the six numbers that A makes of two neighbours.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AlongRow<V>(int column, float* dy, nint pixel)
        where V : unmanaged, IVector<V> => column switch
        {
            0 => V.Load(dy),
            1 => V.Load(dy) + V.Load(dy + pixel),
            2 => V.Load(dy) - V.Load(dy + pixel),
            3 => V.MultiplyAdd(V.Create(2), V.Load(dy + pixel), V.Load(dy)),
            4 => V.MultiplyAdd(V.Create(-2), V.Load(dy + pixel), V.Load(dy)),
            _ => V.Load(dy + pixel),
        };

    // One column of the transform of three tiles, summed over the channels, and what Aᵀ makes of it: three upper and three lower numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V A, V B, V C, V D, V E, V F) OfColumn<V>(float* u, float* v, int channels, nint pitch, int column)
        where V : unmanaged, IVector<V>
    {
        nint row = Places * channels * V.Count;
        u += column * channels * V.Count;
        v += column * Places * pitch;
        var tile = Places * Places * pitch;
        var u3 = u + (3 * row);
        var v1 = v + tile;
        var v2 = v1 + tile;
        var (third, fourth, fifth) = (3 * pitch, 4 * pitch, 5 * pitch);
        var zero = V.Create(0);
        var (a0, a1, a2, b0, b1, b2) = (zero, zero, zero, zero, zero, zero);
        var (c0, c1, c2, d0, d1, d2) = (zero, zero, zero, zero, zero, zero);
        var (e0, e1, e2, f0, f1, f2) = (zero, zero, zero, zero, zero, zero);
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
            V.Accumulate(V.Create(v[third]), w, ref d0);
            V.Accumulate(V.Create(v1[third]), w, ref d1);
            V.Accumulate(V.Create(v2[third]), w, ref d2);
            w = V.Load(u3 + row);
            V.Accumulate(V.Create(v[fourth]), w, ref e0);
            V.Accumulate(V.Create(v1[fourth]), w, ref e1);
            V.Accumulate(V.Create(v2[fourth]), w, ref e2);
            w = V.Load(u3 + (2 * row));
            V.Accumulate(V.Create(v[fifth]), w, ref f0);
            V.Accumulate(V.Create(v1[fifth]), w, ref f1);
            V.Accumulate(V.Create(v2[fifth]), w, ref f2);
        }

        var two = V.Create(2);
        return (
            a0 + (b0 + c0) + (d0 + e0), a1 + (b1 + c1) + (d1 + e1), a2 + (b2 + c2) + (d2 + e2),
            V.MultiplyAdd(two, d0 - e0, b0 - c0) + f0, V.MultiplyAdd(two, d1 - e1, b1 - c1) + f1, V.MultiplyAdd(two, d2 - e2, b2 - c2) + f2);
    }
}
