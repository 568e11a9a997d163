using System.Runtime.CompilerServices;

namespace Striate.Kernels.Vectors;

/// <summary>Functions of a vector that are exact to a few units in the last place relative to their own value, also next to 0 and far out.</summary>
internal static class VectorMath
{
    /// <summary>exp(x).</summary>
    /// <remarks>
    /// exp(x) = 2ⁿ · exp(r) with n = ⌊x/ln 2 + ½⌋ and r = x − n · ln 2, in two parts of ln 2 so that nothing is lost (Cody and Waite, 1980), and a polynomial of
    /// degree 7 for exp(r): 1 unit in the last place. The library's function computes in double precision, at half the lanes.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : unmanaged, IVector<V>
    {
        // Beyond these bounds the result is 0, or infinite; what is not a number stays so.
        x = V.Max(V.Create(-104), V.Min(V.Create(89), x));
        var n = V.Floor(V.MultiplyAdd(x, V.Create(1.44269504f), V.Create(0.5f)));
        var r = V.MultiplyAdd(n, V.Create(-0.693359375f), x);
        r = V.MultiplyAdd(n, V.Create(2.12194440e-4f), r);
        var p = V.Create(1 / 5040f);
        p = V.MultiplyAdd(p, r, V.Create(1 / 720f));
        p = V.MultiplyAdd(p, r, V.Create(1 / 120f));
        p = V.MultiplyAdd(p, r, V.Create(1 / 24f));
        p = V.MultiplyAdd(p, r, V.Create(1 / 6f));
        p = V.MultiplyAdd(p, r, V.Create(0.5f));
        p = V.MultiplyAdd(p * r, r, r);
        return V.TimesPowerOfTwo(p + V.Create(1), n);
    }

    /// <summary>1/(1 + exp(−x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : unmanaged, IVector<V>
    {
        // From exp(−|x|), which never overflows.
        var one = V.Create(1);
        var small = Exp(V.Create(0) - V.Abs(x));
        return V.SelectGreater(V.Create(0), x, small, one) / (one + small);
    }

    /// <summary>tanh(x).</summary>
    /// <remarks>
    /// A quotient of polynomials of x (degree 13 over 6), as Eigen has it: some 3 units in the last place, relative also next
    /// to 0, where the library's function is off by 6e-8 even at 0 itself. Beyond the bound the result is 1 to the last place.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : unmanaged, IVector<V>
    {
        const float Bound = 7.90531110763549805f;
        x = V.Max(V.Create(-Bound), V.Min(V.Create(Bound), x));
        var x2 = x * x;
        var p = V.Create(-2.76076847742355e-16f);
        p = (p * x2) + V.Create(2.00018790482477e-13f);
        p = (p * x2) + V.Create(-8.60467152213735e-11f);
        p = (p * x2) + V.Create(5.12229709037114e-08f);
        p = (p * x2) + V.Create(1.48572235717979e-05f);
        p = (p * x2) + V.Create(6.37261928875436e-04f);
        p = (p * x2) + V.Create(4.89352455891786e-03f);
        var q = V.Create(1.19825839466702e-06f);
        q = (q * x2) + V.Create(1.18534705686654e-04f);
        q = (q * x2) + V.Create(2.26843463243900e-03f);
        q = (q * x2) + V.Create(4.89352518554385e-03f);
        return x * p / q;
    }

    /// <summary>exp(x) − 1 of numbers that are not above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpMinusOne<V>(V x)
        where V : unmanaged, IVector<V>
    {
        // exp(x) − 1 = 2t/(1 − t) with t = tanh(x/2): nothing cancels, as t is not above 0.
        var t = Tanh(x * V.Create(0.5f));
        return (t + t) / (V.Create(1) - t);
    }

    /// <summary>log(1 + x) of numbers from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogOnePlus<V>(V x)
        where V : unmanaged, IVector<V>
    {
        // What 1 + x loses by rounding is put right by the quotient of x and of what is left of it (W. Kahan).
        var one = V.Create(1);
        var sum = one + x;
        return V.SelectEqual(sum, one, x, V.Log(sum) * x / (sum - one));
    }
}
