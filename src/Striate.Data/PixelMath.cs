using System.Runtime.Intrinsics;

namespace Striate.Data;

/// <summary>Arithmetic between bytes and floats, the same bits at every vector width.</summary>
internal static class PixelMath
{
    // After 48 bytes patterns of 1, 3 and 4 channels all begin anew, and it is three vectors of 16 bytes.
    public const int Period = 48;

    /// <summary>y[i] = x[i] · scale[i mod 48] + shift[i mod 48].</summary>
    public static void Affine(ReadOnlySpan<byte> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Span<float> y)
    {
        y = y[..x.Length];
        scale = scale[..Period];
        shift = shift[..Period];
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // Sixteen bytes become four vectors of four floats; the bytes after the last whole period are left to the loop below.
            for (; i <= x.Length - Period; i += Period)
            {
                for (var part = 0; part < Period; part += 16)
                {
                    var (low, high) = Vector128.Widen(Vector128.Create(x.Slice(i + part, 16)));
                    var (a, b) = Vector128.Widen(low);
                    var (c, d) = Vector128.Widen(high);
                    Four(a, part, i, scale, shift, y);
                    Four(b, part + 4, i, scale, shift, y);
                    Four(c, part + 8, i, scale, shift, y);
                    Four(d, part + 12, i, scale, shift, y);
                }
            }
        }

        for (var p = 0; i < x.Length; i++, p = p == Period - 1 ? 0 : p + 1)
        {
            y[i] = (x[i] * scale[p]) + shift[p];
        }

        static void Four(Vector128<uint> x, int place, int start, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Span<float> y) =>
            ((Vector128.ConvertToSingle(x.AsInt32()) * Vector128.Create(scale.Slice(place, 4))) + Vector128.Create(shift.Slice(place, 4)))
                .CopyTo(y.Slice(start + place, 4));
    }

    /// <summary>y[i] = x[i] · factor.</summary>
    public static void Scale(ReadOnlySpan<byte> x, float factor, Span<float> y)
    {
        y = y[..x.Length];
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= x.Length - 16; i += 16)
            {
                var (low, high) = Sixteen(x.Slice(i, 16));
                (low * factor).CopyTo(y.Slice(i, 8));
                (high * factor).CopyTo(y.Slice(i + 8, 8));
            }
        }

        for (; i < x.Length; i++)
        {
            y[i] = x[i] * factor;
        }
    }

    /// <summary>y[i] += x[i] · factor.</summary>
    public static void AddScaled(ReadOnlySpan<byte> x, float factor, Span<float> y)
    {
        y = y[..x.Length];
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= x.Length - 16; i += 16)
            {
                var (low, high) = Sixteen(x.Slice(i, 16));
                var (first, second) = (Vector256.Create((ReadOnlySpan<float>)y.Slice(i, 8)), Vector256.Create((ReadOnlySpan<float>)y.Slice(i + 8, 8)));
                (first + (low * factor)).CopyTo(y.Slice(i, 8));
                (second + (high * factor)).CopyTo(y.Slice(i + 8, 8));
            }
        }

        for (; i < x.Length; i++)
        {
            y[i] += x[i] * factor;
        }
    }

    /// <summary>The nearest bytes; halves go up.</summary>
    public static void ToBytes(ReadOnlySpan<float> x, Span<byte> y)
    {
        y = y[..x.Length];
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= x.Length - 16; i += 16)
            {
                var low = Vector128.NarrowWithSaturation(Four(x, i), Four(x, i + 4));
                var high = Vector128.NarrowWithSaturation(Four(x, i + 8), Four(x, i + 12));
                Vector128.NarrowWithSaturation(NotNegative(low), NotNegative(high)).CopyTo(y.Slice(i, 16));
            }
        }

        for (; i < x.Length; i++)
        {
            y[i] = ToByte(x[i]);
        }

        static Vector128<int> Four(ReadOnlySpan<float> x, int place) =>
            Vector128.ConvertToInt32(Vector128.Create(x.Slice(place, 4)) + Vector128.Create(0.5f));

        static Vector128<ushort> NotNegative(Vector128<short> value) => Vector128.Max(value, Vector128<short>.Zero).AsUInt16();
    }

    /// <summary>The nearest byte; halves go up.</summary>
    public static byte ToByte(float value) => (byte)Math.Clamp((int)(value + 0.5f), 0, 255);

    private static (Vector256<float> Low, Vector256<float> High) Sixteen(ReadOnlySpan<byte> x)
    {
        var (low, high) = Vector128.Widen(Vector128.Create(x));
        var words = Vector256.Create(low, high);
        return (Vector256.ConvertToSingle(Vector256.WidenLower(words).AsInt32()), Vector256.ConvertToSingle(Vector256.WidenUpper(words).AsInt32()));
    }
}
