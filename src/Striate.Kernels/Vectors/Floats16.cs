using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Striate.Kernels.Vectors;

/// <summary>Sixteen floats in a <see cref="Vector512{T}"/>.</summary>
internal readonly unsafe struct Floats16(Vector512<float> value) : IVector<Floats16>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Create(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Load(float* x) => new(Vector512.Load(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Floats16 value, float* y) => value._value.Store(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePastCaches(Floats16 value, float* y) => value._value.StoreAlignedNonTemporal(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 LoadPart(float* x, int count) =>
        Avx512F.IsSupported ? new(Avx512F.MaskLoad(x, Mask(count), Vector512<float>.Zero)) : VectorPart.LoadByNumber<Floats16>(x, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Floats16 value, float* y, int count)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(y, Mask(count), value._value);
        }
        else
        {
            VectorPart.StoreByNumber(value, y, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 MultiplyAdd(Floats16 a, Floats16 b, Floats16 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(Floats16 a, Floats16 b, ref Floats16 sum) =>
        Unsafe.As<Floats16, Vector512<float>>(ref sum) = Vector512.MultiplyAddEstimate(a._value, b._value, sum._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Max(Floats16 a, Floats16 b) => new(Avx512F.IsSupported
        ? Avx512F.Max(a._value, b._value)
        : Vector512.ConditionalSelect(Vector512.GreaterThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Min(Floats16 a, Floats16 b) => new(Avx512F.IsSupported
        ? Avx512F.Min(a._value, b._value)
        : Vector512.ConditionalSelect(Vector512.LessThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 SelectGreater(Floats16 a, Floats16 b, Floats16 ifTrue, Floats16 ifFalse) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 SelectGreaterOrNaN(Floats16 a, Floats16 b, Floats16 ifTrue, Floats16 ifFalse) => new(Vector512.ConditionalSelect(
        Vector512.GreaterThan(a._value, b._value) | ~Vector512.Equals(a._value, a._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 SelectEqual(Floats16 a, Floats16 b, Floats16 ifTrue, Floats16 ifFalse) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Evens(Floats16 a, Floats16 b) => Pick(a, b, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Odds(Floats16 a, Floats16 b) => Pick(a, b, Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 InTurnLow(Floats16 a, Floats16 b) => Pick(a, b, Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 InTurnHigh(Floats16 a, Floats16 b) => Pick(a, b, Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 SquareRoot(Floats16 value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Abs(Floats16 value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 TimesPowerOfTwo(Floats16 a, Floats16 n)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.Scale(a._value, n._value));
        }

        // In two steps, as one power may be too small or too large for a float where the product is not.
        var whole = Vector512.ConvertToInt32(n._value);
        var half = whole >> 1;
        return new(a._value * ((half + Vector512.Create(127)) << 23).AsSingle() * ((whole - half + Vector512.Create(127)) << 23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Log(Floats16 value) => new(Vector512.Log(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Sin(Floats16 value) => new(Vector512.Sin(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Cos(Floats16 value) => new(Vector512.Cos(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 Floor(Floats16 value) => new(Vector512.Floor(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Floats16 value) => Vector512.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 operator +(Floats16 a, Floats16 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 operator -(Floats16 a, Floats16 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 operator /(Floats16 a, Floats16 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats16 operator *(Floats16 a, Floats16 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mask(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    // Lanes of a, and after its last of b. An index beyond a vector's lanes gives a zero there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats16 Pick(Floats16 a, Floats16 b, Vector512<int> lanes) =>
        new(Avx512F.IsSupported
        ? Avx512F.PermuteVar16x32x2(a._value, lanes, b._value)
        : Vector512.Shuffle(a._value, lanes) | Vector512.Shuffle(b._value, lanes - Vector512.Create(16)));
}
