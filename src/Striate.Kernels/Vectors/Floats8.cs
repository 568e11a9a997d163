using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Striate.Kernels.Vectors;

/// <summary>Eight floats in a <see cref="Vector256{T}"/>.</summary>
internal readonly unsafe struct Floats8(Vector256<float> value) : IVector<Floats8>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    /// <summary>The vector itself.</summary>
    public Vector256<float> Value => _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Create(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Load(float* x) => new(Vector256.Load(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Floats8 value, float* y) => value._value.Store(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePastCaches(Floats8 value, float* y) => value._value.StoreAlignedNonTemporal(y);

    // Parts by the binary digits of their length: loads and stores by a mask take some twenty steps on AMD's processors with these vectors,
    // and pooling of six channels spent most of its time in them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 LoadPart(float* x, int count)
    {
        var whole = count & 4;
        var rest = (count & 3) switch
        {
            0 => Vector128<float>.Zero,
            1 => Vector128.CreateScalar(x[whole]),
            2 => Vector128.CreateScalar(*(double*)(x + whole)).AsSingle(),
            _ => Vector128.Create(x[whole], x[whole + 1], x[whole + 2], 0),
        };
        return new(whole == 0 ? Vector256.Create(rest, Vector128<float>.Zero) : Vector256.Create(Vector128.Load(x), rest));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Floats8 value, float* y, int count)
    {
        var part = value._value.GetLower();
        if ((count & 4) != 0)
        {
            part.Store(y);
            part = value._value.GetUpper();
            y += 4;
        }

        if ((count & 2) != 0)
        {
            *(double*)y = part.AsDouble().ToScalar();
            part = Vector128.Shuffle(part, Vector128.Create(2, 3, 2, 3));
            y += 2;
        }

        if ((count & 1) != 0)
        {
            *y = part.ToScalar();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 MultiplyAdd(Floats8 a, Floats8 b, Floats8 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(Floats8 a, Floats8 b, ref Floats8 sum) =>
        Unsafe.As<Floats8, Vector256<float>>(ref sum) = Vector256.MultiplyAddEstimate(a._value, b._value, sum._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Max(Floats8 a, Floats8 b) => new(Avx.IsSupported
        ? Avx.Max(a._value, b._value)
        : Vector256.ConditionalSelect(Vector256.GreaterThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Min(Floats8 a, Floats8 b) => new(Avx.IsSupported
        ? Avx.Min(a._value, b._value)
        : Vector256.ConditionalSelect(Vector256.LessThan(a._value, b._value), a._value, b._value));

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
    public static Floats8 Evens(Floats8 a, Floats8 b) => Pick(a, b, Vector256.Create(0, 2, 4, 6, 8, 10, 12, 14));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 Odds(Floats8 a, Floats8 b) => Pick(a, b, Vector256.Create(1, 3, 5, 7, 9, 11, 13, 15));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 InTurnLow(Floats8 a, Floats8 b) => Pick(a, b, Vector256.Create(0, 8, 1, 9, 2, 10, 3, 11));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats8 InTurnHigh(Floats8 a, Floats8 b) => Pick(a, b, Vector256.Create(4, 12, 5, 13, 6, 14, 7, 15));

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

    // Lanes of a, and after its last of b. An index beyond a vector's lanes gives a zero there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats8 Pick(Floats8 a, Floats8 b, Vector256<int> lanes) =>
        new(Vector256.Shuffle(a._value, lanes) | Vector256.Shuffle(b._value, lanes - Vector256.Create(8)));
}
