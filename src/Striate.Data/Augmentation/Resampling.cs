using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Striate.Data.Augmentation;

/// <summary>The pixel work of <see cref="Warp"/>: three ways, the cheapest first.</summary>
internal static class Resampling
{
    // Three channels are weighed four at a time; the fourth is written over by the next pixel.
    private const int Slack = 1;

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

            if (last > first)
            {
                var part = old.Slice((mirrored ? left - last : first + left) * C, (last - first) * C);
                if (mirrored)
                {
                    Mirror(part, row.Slice(first * C, part.Length), C);
                }
                else
                {
                    part.CopyTo(row[(first * C)..]);
                }
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

        var C = source.Channels;
        var across = new AxisTaps(target.Width, back.M11, back.M31, source.Width, around);
        var buffer = ArrayPool<float>.Shared.Rent((source.Width * C) + (target.Width * C) + (2 * Slack));
        var sums = buffer.AsSpan(0, (source.Width * C) + Slack);
        var line = buffer.AsSpan(sums.Length, (target.Width * C) + Slack);

        // Only the columns that the new picture shows are weighed.
        var (left, length) = (across.First * C, across.Count * C);
        for (var v = 0; v < target.Height; v++)
        {
            var row = Row(target.WritablePixels, v, target.Width * C);
            var taps = Taps.At(v, back.M22, back.M32, source.Height, around);
            if (taps.Count == 0)
            {
                row.Clear();
                continue;
            }

            var needed = sums.Slice(left, length);
            PixelMath.Scale(Part(taps.First), taps.Weight(taps.First), needed);
            for (var y = taps.First + 1; y < taps.First + taps.Count; y++)
            {
                PixelMath.AddScaled(Part(y), taps.Weight(y), needed);
            }

            across.Weigh(sums, line, C);
            PixelMath.ToBytes(line[..row.Length], row);
        }

        ArrayPool<float>.Shared.Return(buffer);
        across.Return();
        return true;

        ReadOnlySpan<byte> Part(int y) => Row(source.Pixels, y, source.Width * C).Slice(left, length);
    }

    /// <summary>Interpolates between the four nearest pixels, at the rim between those there are.</summary>
    public static void Interpolate(Picture source, Picture target, in Warp warp)
    {
        var pixels = source.Pixels;
        var result = target.WritablePixels;
        var (H, W, C) = (source.Height, source.Width, source.Channels);
        var at = 0;
        for (var v = 0; v < target.Height; v++)
        {
            for (var u = 0; u < target.Width; u++, at += C)
            {
                var place = warp.Source(new Vector2(u + 0.5f, v + 0.5f));
                place = warp.Around == Surroundings.Reflect ? Reflection.Of(place, W, H) : place;
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

    /// <summary>Takes the pixel in which the old place lies.</summary>
    public static void Nearest(Picture source, Picture target, in Warp warp)
    {
        var (H, W, C) = (source.Height, source.Width, source.Channels);
        var at = 0;
        for (var v = 0; v < target.Height; v++)
        {
            for (var u = 0; u < target.Width; u++, at += C)
            {
                var place = warp.Source(new Vector2(u + 0.5f, v + 0.5f));
                place = warp.Around == Surroundings.Reflect ? Reflection.Of(place, W, H) : place;
                var pixel = target.WritablePixels.Slice(at, C);
                if (place.X >= 0 && place.X < W && place.Y >= 0 && place.Y < H)
                {
                    source.Pixels.Slice((((int)place.Y * W) + (int)place.X) * C, C).CopyTo(pixel);
                }
                else
                {
                    pixel.Clear();
                }
            }
        }
    }

    private static void Mirror(ReadOnlySpan<byte> x, Span<byte> y, int C)
    {
        var done = 0;
        if (C == 3 && Vector128.IsHardwareAccelerated)
        {
            // Five pixels of three bytes at a time, from the end of the new row on; the byte in front of them is written anew by the next ones.
            var order = Vector128.Create((byte)15, 12, 13, 14, 9, 10, 11, 6, 7, 8, 3, 4, 5, 0, 1, 2);
            for (; done + 16 <= x.Length; done += 15)
            {
                Vector128.Shuffle(Vector128.Create(x.Slice(done, 16)), order).CopyTo(y[(y.Length - done - 16)..]);
            }
        }

        for (; done < x.Length; done += C)
        {
            x.Slice(done, C).CopyTo(y[(y.Length - done - C)..]);
        }
    }

    private static float Between(float a, float b, float share) => a + ((b - a) * share);

    private static bool IsWhole(float value) => MathF.Truncate(value) == value && MathF.Abs(value) < 1 << 24;

    private static ReadOnlySpan<byte> Row(ReadOnlySpan<byte> pixels, int row, int length) => pixels.Slice(row * length, length);

    private static Span<byte> Row(Span<byte> pixels, int row, int length) => pixels.Slice(row * length, length);
}
