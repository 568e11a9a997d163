using System.Runtime.CompilerServices;

namespace Striate.Kernels.Vectors;

/// <summary>
/// Four vectors side by side as one: a loop down the rows of a matrix then reads whole stretches of memory, and its four
/// chains of operations overlap.
/// </summary>
internal readonly unsafe struct Four<V>(V a, V b, V c, V d) : IVector<Four<V>>
    where V : unmanaged, IVector<V>
{
    private readonly V _a = a, _b = b, _c = c, _d = d;

    public static int Count => 4 * V.Count;

    public static bool IsAlwaysWhole => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Create(float value) => new(V.Create(value), V.Create(value), V.Create(value), V.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Load(float* x) => new(V.Load(x), V.Load(x + V.Count), V.Load(x + (2 * V.Count)), V.Load(x + (3 * V.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Four<V> value, float* y)
    {
        V.Store(value._a, y);
        V.Store(value._b, y + V.Count);
        V.Store(value._c, y + (2 * V.Count));
        V.Store(value._d, y + (3 * V.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePastCaches(Four<V> value, float* y)
    {
        V.StorePastCaches(value._a, y);
        V.StorePastCaches(value._b, y + V.Count);
        V.StorePastCaches(value._c, y + (2 * V.Count));
        V.StorePastCaches(value._d, y + (3 * V.Count));
    }

    public static Four<V> LoadPart(float* x, int count) => throw new NotSupportedException();

    public static void StorePart(Four<V> value, float* y, int count) => throw new NotSupportedException();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> MultiplyAdd(Four<V> a, Four<V> b, Four<V> c) => new(
        V.MultiplyAdd(a._a, b._a, c._a), V.MultiplyAdd(a._b, b._b, c._b), V.MultiplyAdd(a._c, b._c, c._c), V.MultiplyAdd(a._d, b._d, c._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Max(Four<V> a, Four<V> b) => new(V.Max(a._a, b._a), V.Max(a._b, b._b), V.Max(a._c, b._c), V.Max(a._d, b._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Min(Four<V> a, Four<V> b) => new(V.Min(a._a, b._a), V.Min(a._b, b._b), V.Min(a._c, b._c), V.Min(a._d, b._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> SelectGreater(Four<V> a, Four<V> b, Four<V> ifTrue, Four<V> ifFalse) => new(
        V.SelectGreater(a._a, b._a, ifTrue._a, ifFalse._a), V.SelectGreater(a._b, b._b, ifTrue._b, ifFalse._b),
        V.SelectGreater(a._c, b._c, ifTrue._c, ifFalse._c), V.SelectGreater(a._d, b._d, ifTrue._d, ifFalse._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> SelectGreaterOrNaN(Four<V> a, Four<V> b, Four<V> ifTrue, Four<V> ifFalse) => new(
        V.SelectGreaterOrNaN(a._a, b._a, ifTrue._a, ifFalse._a), V.SelectGreaterOrNaN(a._b, b._b, ifTrue._b, ifFalse._b),
        V.SelectGreaterOrNaN(a._c, b._c, ifTrue._c, ifFalse._c), V.SelectGreaterOrNaN(a._d, b._d, ifTrue._d, ifFalse._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> SelectEqual(Four<V> a, Four<V> b, Four<V> ifTrue, Four<V> ifFalse) => new(
        V.SelectEqual(a._a, b._a, ifTrue._a, ifFalse._a), V.SelectEqual(a._b, b._b, ifTrue._b, ifFalse._b),
        V.SelectEqual(a._c, b._c, ifTrue._c, ifFalse._c), V.SelectEqual(a._d, b._d, ifTrue._d, ifFalse._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Evens(Four<V> a, Four<V> b) => new(V.Evens(a._a, a._b), V.Evens(a._c, a._d), V.Evens(b._a, b._b), V.Evens(b._c, b._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Odds(Four<V> a, Four<V> b) => new(V.Odds(a._a, a._b), V.Odds(a._c, a._d), V.Odds(b._a, b._b), V.Odds(b._c, b._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> InTurnLow(Four<V> a, Four<V> b) =>
        new(V.InTurnLow(a._a, b._a), V.InTurnHigh(a._a, b._a), V.InTurnLow(a._b, b._b), V.InTurnHigh(a._b, b._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> InTurnHigh(Four<V> a, Four<V> b) =>
        new(V.InTurnLow(a._c, b._c), V.InTurnHigh(a._c, b._c), V.InTurnLow(a._d, b._d), V.InTurnHigh(a._d, b._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> SquareRoot(Four<V> value) => new(V.SquareRoot(value._a), V.SquareRoot(value._b), V.SquareRoot(value._c), V.SquareRoot(value._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Abs(Four<V> value) => new(V.Abs(value._a), V.Abs(value._b), V.Abs(value._c), V.Abs(value._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> TimesPowerOfTwo(Four<V> a, Four<V> n) => new(
        V.TimesPowerOfTwo(a._a, n._a), V.TimesPowerOfTwo(a._b, n._b), V.TimesPowerOfTwo(a._c, n._c), V.TimesPowerOfTwo(a._d, n._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Log(Four<V> value) => new(V.Log(value._a), V.Log(value._b), V.Log(value._c), V.Log(value._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Sin(Four<V> value) => new(V.Sin(value._a), V.Sin(value._b), V.Sin(value._c), V.Sin(value._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Cos(Four<V> value) => new(V.Cos(value._a), V.Cos(value._b), V.Cos(value._c), V.Cos(value._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> Floor(Four<V> value) => new(V.Floor(value._a), V.Floor(value._b), V.Floor(value._c), V.Floor(value._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Four<V> value) => V.Sum(value._a + value._b + (value._c + value._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> operator +(Four<V> a, Four<V> b) => new(a._a + b._a, a._b + b._b, a._c + b._c, a._d + b._d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> operator -(Four<V> a, Four<V> b) => new(a._a - b._a, a._b - b._b, a._c - b._c, a._d - b._d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> operator *(Four<V> a, Four<V> b) => new(a._a * b._a, a._b * b._b, a._c * b._c, a._d * b._d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<V> operator /(Four<V> a, Four<V> b) => new(a._a / b._a, a._b / b._b, a._c / b._c, a._d / b._d);
}
