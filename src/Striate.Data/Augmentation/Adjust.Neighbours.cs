using System.Buffers;
using System.Numerics.Tensors;

namespace Striate.Data.Augmentation;

/// <content>Changes that look at the pixels around each.</content>
public static partial class Adjust
{
    /// <summary>
    /// Blurrier or sharper: y = s + factor · (x − s), s the mean of nine pixels of which the middle one counts five times.
    /// The outermost pixels stay.
    /// </summary>
    /// <param name="source">Any picture.</param>
    /// <param name="factor">0 for blurred, 1 for no change.</param>
    /// <param name="target">What is written, another picture; it gets its size here.</param>
    public static void Sharpness(Picture source, float factor, Picture target)
    {
        BeginApart(source, target);
        var x = source.Pixels;
        var y = target.WritablePixels;
        var (H, W, C) = (source.Height, source.Width, source.Channels);
        x.CopyTo(y);
        var stride = W * C;
        for (var v = 1; v < H - 1; v++)
        {
            for (var i = (v * stride) + C; i < ((v + 1) * stride) - C; i++)
            {
                if (C == 4 && i % 4 == 3)
                {
                    continue;
                }

                var sum = (4 * x[i])
                    + x[i - stride - C] + x[i - stride] + x[i - stride + C]
                    + x[i - C] + x[i] + x[i + C]
                    + x[i + stride - C] + x[i + stride] + x[i + stride + C];
                y[i] = Between(((2 * sum) + 13) / 26, x[i], factor);
            }
        }
    }

    /// <summary>Weighs the pixels around each with a bell, exp(−d² / 2σ²), up to ⌈3σ⌉ pixels away; beyond the edge the picture is reflected.</summary>
    /// <param name="source">Any picture.</param>
    /// <param name="sigma">The bell's standard deviation σ in pixels, above 0.</param>
    /// <param name="target">What is written, another picture; it gets its size here.</param>
    public static void GaussianBlur(Picture source, float sigma, Picture target)
    {
        BeginApart(source, target);
        var radius = (int)MathF.Ceiling(3 * sigma);
        var bell = new float[(2 * radius) + 1];
        for (var i = 0; i < bell.Length; i++)
        {
            bell[i] = MathF.Exp((i - radius) * (i - radius) / (-2 * sigma * sigma));
        }

        TensorPrimitives.Divide(bell, TensorPrimitives.Sum<float>(bell), bell);

        // Rows are summed with room at both ends for what is reflected there.
        var (H, W, C) = (source.Height, source.Width, source.Channels);
        var (length, room) = (W * C, radius * C);
        var buffer = ArrayPool<float>.Shared.Rent((2 * length) + (2 * room));
        var wide = buffer.AsSpan(0, length + (2 * room));
        var line = buffer.AsSpan(wide.Length, length);
        for (var v = 0; v < H; v++)
        {
            var row = wide.Slice(room, length);
            row.Clear();
            for (var i = 0; i < bell.Length; i++)
            {
                PixelMath.AddScaled(source.Pixels.Slice(Reflection.Of(v + i - radius, H) * length, length), bell[i], row);
            }

            for (var u = 1; u <= radius; u++)
            {
                row.Slice(Reflection.Of(-u, W) * C, C).CopyTo(wide[(room - (u * C))..]);
                row.Slice(Reflection.Of(W - 1 + u, W) * C, C).CopyTo(wide[(room + length + ((u - 1) * C))..]);
            }

            line.Clear();
            for (var i = 0; i < bell.Length; i++)
            {
                TensorPrimitives.MultiplyAdd(wide.Slice(i * C, length), bell[i], line, line);
            }

            PixelMath.ToBytes(line, target.WritablePixels.Slice(v * length, length));
        }

        ArrayPool<float>.Shared.Return(buffer);
        for (var i = 3; C == 4 && i < source.Pixels.Length; i += 4)
        {
            target.WritablePixels[i] = source.Pixels[i];
        }
    }

    private static void BeginApart(Picture source, Picture target)
    {
        if (ReferenceEquals(source, target))
        {
            throw new ArgumentException("A change that looks at neighbours needs another picture to write to.", nameof(target));
        }

        Begin(source, target);
    }
}
