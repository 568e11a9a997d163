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

    /// <summary>y[i] += x[i] · factor.</summary>
    public static void AddScaled(ReadOnlySpan<byte> x, float factor, Span<float> y)
    {
        y = y[..x.Length];
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= x.Length - 16; i += 16)
            {
                var (low, high) = Vector128.Widen(Vector128.Create(x.Slice(i, 16)));
                var (a, b) = Vector128.Widen(low);
                var (c, d) = Vector128.Widen(high);
                AddFour(a, factor, y.Slice(i, 4));
                AddFour(b, factor, y.Slice(i + 4, 4));
                AddFour(c, factor, y.Slice(i + 8, 4));
                AddFour(d, factor, y.Slice(i + 12, 4));
            }
        }

        for (; i < x.Length; i++)
        {
            y[i] += x[i] * factor;
        }

        static void AddFour(Vector128<uint> x, float factor, Span<float> y) =>
            (Vector128.Create((ReadOnlySpan<float>)y) + (Vector128.ConvertToSingle(x.AsInt32()) * factor)).CopyTo(y);
    }

    /// <summary>The nearest byte; halves go up.</summary>
    public static byte ToByte(float value) => (byte)Math.Clamp((int)(value + 0.5f), 0, 255);
}
