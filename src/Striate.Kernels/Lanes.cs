using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Striate.Kernels;

/// <summary>
/// Loads and stores of up to one vector, so that a loop over any number of floats has one body and no scalar tail:
/// <c>for (var c = 0; c &lt; C; c += Lanes.Width) { … Lanes.Load(x + c, C - c) … }</c>.
/// </summary>
internal static unsafe class Lanes
{
    /// <summary>Floats in a vector.</summary>
    public static int Width => Vector<float>.Count;

    // Small channel counts (1, 3, 6) live in the remainder alone, so that it is worth a masked instruction where there is one.
    private static bool HasMask => Avx.IsSupported && Vector<float>.Count == Vector256<float>.Count;

    /// <summary>The next floats: a whole vector, or the <paramref name="left"/> that are left and zeros in the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* x, int left) => left >= Width ? Vector.Load(x) : LoadPart(x, left);

    /// <summary>Stores a whole vector, or the first <paramref name="left"/> lanes of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, float* y, int left)
    {
        if (left >= Width)
        {
            value.Store(y);
        }
        else
        {
            StorePart(value, y, left);
        }
    }

    /// <summary>Adds to what is there: a whole vector, or the first <paramref name="left"/> lanes of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector<float> value, float* y, int left) => Store(Load(y, left) + value, y, left);

    // Inlined, so that a whole vector never passes through memory on account of the branch that it does not take.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LoadPart(float* x, int count) =>
        HasMask ? Avx.MaskLoad(x, Mask(count)).AsVector() : LoadByNumber(x, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePart(Vector<float> value, float* y, int count)
    {
        if (HasMask)
        {
            Avx.MaskStore(y, Mask(count), value.AsVector256());
        }
        else
        {
            StoreByNumber(value, y, count);
        }
    }

    private static Vector<float> LoadByNumber(float* x, int count)
    {
        var value = Vector<float>.Zero;
        for (var lane = 0; lane < count; lane++)
        {
            value = value.WithElement(lane, x[lane]);
        }

        return value;
    }

    private static void StoreByNumber(Vector<float> value, float* y, int count)
    {
        for (var lane = 0; lane < count; lane++)
        {
            y[lane] = value[lane];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mask(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();
}
