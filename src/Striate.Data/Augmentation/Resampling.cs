using System.Buffers;
using System.Numerics;

namespace Striate.Data.Augmentation;

/// <summary>The pixel work of <see cref="Warp"/>: three ways, the cheapest first.</summary>
internal static class Resampling
{
    /// <summary>Copies rows, where the map is a shift by whole pixels, mirrored or not.</summary>
    /// <returns>Whether the map is one.</returns>
    public static bool TryCopy(Picture source, Picture target, Matrix3x2 back, Surroundings around)
    {
        var mirrored = back.M11 == -1;
        if (!(mirrored || back.M11 == 1) || back.M22 != 1 || back.M12 != 0 || back.M21 != 0 || !IsWhole(back.M31) || !IsWhole(back.M32))
        {
            return false;
        }

        // Column u of the new picture is column u + left of the old one, or left − 1 − u.
        var reflects = around == Surroundings.Reflect;
        var (left, top, C) = ((int)back.M31, (int)back.M32, source.Channels);
        var (first, last) = mirrored ? (left - source.Width, left) : (-left, source.Width - left);
        (first, last) = (Math.Clamp(first, 0, target.Width), Math.Clamp(last, 0, target.Width));
        for (var v = 0; v < target.Height; v++)
        {
            var row = Row(target.WritablePixels, v, target.Width * C);
            var from = reflects ? Reflection.Of(v + top, source.Height) : v + top;
            if ((uint)from >= (uint)source.Height || (last <= first && !reflects))
            {
                row.Clear();
                continue;
            }

            var old = Row(source.Pixels, from, source.Width * C);
            if (reflects)
            {
                CopyReflected(old, row, 0, first, C, left, mirrored);
                CopyReflected(old, row, last, target.Width, C, left, mirrored);
            }
            else
            {
                row[..(first * C)].Clear();
                row[(last * C)..].Clear();
            }

            if (!mirrored && last > first)
            {
                old.Slice((first + left) * C, (last - first) * C).CopyTo(row[(first * C)..]);
                continue;
            }

            for (var u = first; u < last; u++)
            {
                old.Slice((left - 1 - u) * C, C).CopyTo(row[(u * C)..]);
            }
        }

        return true;
    }

    // Columns first to last − 1 of a new row, which lie outside of the old one.
    private static void CopyReflected(ReadOnlySpan<byte> old, Span<byte> row, int first, int last, int C, int left, bool mirrored)
    {
        for (var u = first; u < last; u++)
        {
            var x = Reflection.Of(mirrored ? left - 1 - u : left + u, old.Length / C);
            old.Slice(x * C, C).CopyTo(row[(u * C)..]);
        }
    }

    /// <summary>Weighs with a triangle, rows first and then columns, where the map keeps the axes apart.</summary>
    /// <returns>Whether it does.</returns>
    public static bool TryScale(Picture source, Picture target, Matrix3x2 back, Surroundings around)
    {
        if (back.M12 != 0 || back.M21 != 0 || back.M11 == 0 || back.M22 == 0)
        {
            return false;
        }

        var (C, length) = (source.Channels, source.Width * source.Channels);
        var buffer = ArrayPool<float>.Shared.Rent(length);
        var sums = buffer.AsSpan(0, length);
        for (var v = 0; v < target.Height; v++)
        {
            var row = Row(target.WritablePixels, v, target.Width * C);
            var taps = Taps.At(v, back.M22, back.M32, source.Height, around);
            if (taps.Count == 0)
            {
                row.Clear();
                continue;
            }

            sums.Clear();
            for (var y = taps.First; y < taps.First + taps.Count; y++)
            {
                PixelMath.AddScaled(Row(source.Pixels, y, length), taps.Weight(y), sums);
            }

            for (var u = 0; u < target.Width; u++)
            {
                var across = Taps.At(u, back.M11, back.M31, source.Width, around);
                for (var c = 0; c < C; c++)
                {
                    var sum = 0f;
                    for (var x = across.First; x < across.First + across.Count; x++)
                    {
                        sum += across.Weight(x) * sums[(x * C) + c];
                    }

                    row[(u * C) + c] = PixelMath.ToByte(sum);
                }
            }
        }

        ArrayPool<float>.Shared.Return(buffer);
        return true;
    }

    /// <summary>Interpolates between the four nearest pixels, at the rim between those there are.</summary>
    public static void Interpolate(Picture source, Picture target, Matrix3x2 back, Surroundings around)
    {
        var pixels = source.Pixels;
        var result = target.WritablePixels;
        var (H, W, C) = (source.Height, source.Width, source.Channels);
        var at = 0;
        for (var v = 0; v < target.Height; v++)
        {
            for (var u = 0; u < target.Width; u++, at += C)
            {
                var place = Vector2.Transform(new Vector2(u + 0.5f, v + 0.5f), back);
                place = around == Surroundings.Reflect ? Reflection.Of(place, W, H) : place;
                if (!(place.X >= 0 && place.X < W && place.Y >= 0 && place.Y < H))
                {
                    result.Slice(at, C).Clear();
                    continue;
                }

                var (x, y) = (place.X - 0.5f, place.Y - 0.5f);
                var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
                var (rightShare, lowerShare) = (x - left, y - top);
                var (x0, x1) = (Math.Max(left, 0) * C, Math.Min(left + 1, W - 1) * C);
                var (upper, lower) = (Math.Max(top, 0) * W * C, Math.Min(top + 1, H - 1) * W * C);
                for (var c = 0; c < C; c++)
                {
                    var above = Between(pixels[upper + x0 + c], pixels[upper + x1 + c], rightShare);
                    var below = Between(pixels[lower + x0 + c], pixels[lower + x1 + c], rightShare);
                    result[at + c] = PixelMath.ToByte(Between(above, below, lowerShare));
                }
            }
        }
    }

    private static float Between(float a, float b, float share) => a + ((b - a) * share);

    private static bool IsWhole(float value) => MathF.Truncate(value) == value && MathF.Abs(value) < 1 << 24;

    private static ReadOnlySpan<byte> Row(ReadOnlySpan<byte> pixels, int row, int length) => pixels.Slice(row * length, length);

    private static Span<byte> Row(Span<byte> pixels, int row, int length) => pixels.Slice(row * length, length);

    /// <summary>The old pixels that a new one is made of along one axis, and their weights: a triangle around its centre.</summary>
    private readonly record struct Taps(int First, int Count, float Centre, float Reach, float Sum)
    {
        public static Taps At(int place, float scale, float shift, int length, Surroundings around)
        {
            var centre = ((place + 0.5f) * scale) + shift;
            centre = around == Surroundings.Reflect ? Reflection.Of(centre, length) : centre;
            if (!(centre >= 0 && centre < length))
            {
                return default;
            }

            var reach = MathF.Max(MathF.Abs(scale), 1);
            var first = Math.Max((int)MathF.Floor(centre - reach + 0.5f), 0);
            var last = Math.Min((int)MathF.Ceiling(centre + reach - 0.5f), length);
            var taps = new Taps(first, last - first, centre, reach, 1);
            var sum = 0f;
            for (var i = first; i < last; i++)
            {
                sum += taps.Weight(i);
            }

            return taps with { Sum = sum };
        }

        public float Weight(int i) => MathF.Max(0, 1 - (MathF.Abs(i + 0.5f - Centre) / Reach)) / Sum;
    }
}
