using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Striate.Kernels.Vectors;

/// <summary>Eight floats in a <see cref="Vector256{T}"/>.</summary>
internal readonly unsafe struct Floats8(Vector256<float> value) : IVector<Floats8>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Create(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Load(float* x) => new(Vector256.Load(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Floats8 value, float* y) => value._value.Store(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePastCaches(Floats8 value, float* y) => value._value.StoreAlignedNonTemporal(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 LoadPart(float* x, int count) =>
        Avx.IsSupported ? new(Avx.MaskLoad(x, Mask(count))) : VectorPart.LoadByNumber<Floats8>(x, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Floats8 value, float* y, int count)
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
    public static Floats8 MultiplyAdd(Floats8 a, Floats8 b, Floats8 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Max(Floats8 a, Floats8 b) => new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Min(Floats8 a, Floats8 b) => new(Vector256.ConditionalSelect(Vector256.LessThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 SelectGreater(Floats8 a, Floats8 b, Floats8 ifTrue, Floats8 ifFalse) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 SelectGreaterOrNaN(Floats8 a, Floats8 b, Floats8 ifTrue, Floats8 ifFalse) => new(Vector256.ConditionalSelect(
        Vector256.GreaterThan(a._value, b._value) | ~Vector256.Equals(a._value, a._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 SelectEqual(Floats8 a, Floats8 b, Floats8 ifTrue, Floats8 ifFalse) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 SquareRoot(Floats8 value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Abs(Floats8 value) => new(Vector256.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 TimesPowerOfTwo(Floats8 a, Floats8 n)
    {
        // In two steps, as one power may be too small or too large for a float where the product is not.
        var whole = Vector256.ConvertToInt32(n._value);
        var half = whole >> 1;
        return new(a._value * ((half + Vector256.Create(127)) << 23).AsSingle() * ((whole - half + Vector256.Create(127)) << 23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Log(Floats8 value) => new(Vector256.Log(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Sin(Floats8 value) => new(Vector256.Sin(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Cos(Floats8 value) => new(Vector256.Cos(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Floor(Floats8 value) => new(Vector256.Floor(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Floats8 value) => Vector256.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 operator +(Floats8 a, Floats8 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 operator -(Floats8 a, Floats8 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 operator /(Floats8 a, Floats8 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 operator *(Floats8 a, Floats8 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mask(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();
}
