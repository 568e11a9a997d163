using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Striate.Kernels.Vectors;

/// <summary>Four floats in a <see cref="Vector128{T}"/>.</summary>
internal readonly unsafe struct Floats4(Vector128<float> value) : IVector<Floats4>
{
    private readonly Vector128<float> _value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Create(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Load(float* x) => new(Vector128.Load(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Floats4 value, float* y) => value._value.Store(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePastCaches(Floats4 value, float* y) => value._value.StoreAlignedNonTemporal(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 LoadPart(float* x, int count) =>
        Avx.IsSupported ? new(Avx.MaskLoad(x, Mask(count))) : VectorPart.LoadByNumber<Floats4>(x, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Floats4 value, float* y, int count)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(y, Mask(count), value._value);
        }
        else
        {
            VectorPart.StoreByNumber(value, y, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 MultiplyAdd(Floats4 a, Floats4 b, Floats4 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(Floats4 a, Floats4 b, ref Floats4 sum) =>
        Unsafe.As<Floats4, Vector128<float>>(ref sum) = Vector128.MultiplyAddEstimate(a._value, b._value, sum._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Max(Floats4 a, Floats4 b) => new(Sse.IsSupported
        ? Sse.Max(a._value, b._value)
        : Vector128.ConditionalSelect(Vector128.GreaterThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Min(Floats4 a, Floats4 b) => new(Sse.IsSupported
        ? Sse.Min(a._value, b._value)
        : Vector128.ConditionalSelect(Vector128.LessThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 SelectGreater(Floats4 a, Floats4 b, Floats4 ifTrue, Floats4 ifFalse) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 SelectGreaterOrNaN(Floats4 a, Floats4 b, Floats4 ifTrue, Floats4 ifFalse) => new(Vector128.ConditionalSelect(
        Vector128.GreaterThan(a._value, b._value) | ~Vector128.Equals(a._value, a._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 SelectEqual(Floats4 a, Floats4 b, Floats4 ifTrue, Floats4 ifFalse) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Evens(Floats4 a, Floats4 b) => Pick(a, b, Vector128.Create(0, 2, 4, 6));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Odds(Floats4 a, Floats4 b) => Pick(a, b, Vector128.Create(1, 3, 5, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 InTurnLow(Floats4 a, Floats4 b) => Pick(a, b, Vector128.Create(0, 4, 1, 5));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 InTurnHigh(Floats4 a, Floats4 b) => Pick(a, b, Vector128.Create(2, 6, 3, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 SquareRoot(Floats4 value) => new(Vector128.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Abs(Floats4 value) => new(Vector128.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 TimesPowerOfTwo(Floats4 a, Floats4 n)
    {
        // In two steps, as one power may be too small or too large for a float where the product is not.
        var whole = Vector128.ConvertToInt32(n._value);
        var half = whole >> 1;
        return new(a._value * ((half + Vector128.Create(127)) << 23).AsSingle() * ((whole - half + Vector128.Create(127)) << 23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Log(Floats4 value) => new(Vector128.Log(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Sin(Floats4 value) => new(Vector128.Sin(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Cos(Floats4 value) => new(Vector128.Cos(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 Floor(Floats4 value) => new(Vector128.Floor(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Floats4 value) => Vector128.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 operator +(Floats4 a, Floats4 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 operator -(Floats4 a, Floats4 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 operator /(Floats4 a, Floats4 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats4 operator *(Floats4 a, Floats4 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Mask(int count) => Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();

    // Lanes of a, and after its last of b. An index beyond a vector's lanes gives a zero there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats4 Pick(Floats4 a, Floats4 b, Vector128<int> lanes) =>
        new(Vector128.Shuffle(a._value, lanes) | Vector128.Shuffle(b._value, lanes - Vector128.Create(4)));
}
