using System.Numerics;
using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Imaging.Tests.Digits;

/// <summary>Photos of digits on paper as a seed decides them: light that falls off, shadows with an edge, noise, a sheet held askew.</summary>
internal static class DigitScene
{
    // Corners of each digit's strokes, from (0, 0) above left to (60, 100) below right.
    private static readonly int[][][] Strokes =
    [
        [[30, 2, 6, 22, 2, 60, 20, 98, 44, 90, 58, 52, 50, 14, 30, 2]],
        [[14, 22, 34, 2, 33, 98]],
        [[4, 24, 26, 2, 54, 14, 54, 38, 4, 94, 58, 93]],
        [[4, 10, 40, 2, 56, 24, 26, 44, 58, 64, 46, 94, 4, 92]],
        [[16, 2, 4, 54, 60, 52], [44, 8, 42, 100]],
        [[54, 4, 16, 4, 12, 44, 42, 40, 58, 66, 42, 95, 4, 92]],
        [[42, 0, 14, 38, 4, 72, 26, 98, 52, 82, 44, 56, 10, 64]],
        [[2, 8, 58, 6, 26, 98]],
        [[46, 14, 24, 2, 8, 20, 54, 72, 40, 97, 14, 86, 18, 62, 52, 24, 46, 14]],
        [[52, 20, 28, 2, 6, 24, 22, 50, 48, 36, 52, 20, 44, 98]],
    ];

    /// <summary>A digit of MNIST, written by a pen that makes it broader or narrower.</summary>
    public static Picture OfMnist(Picture digit, ulong seed)
    {
        var rng = new Rng(Rng.Hash(7, seed));
        var (height, width) = Sheet(rng);
        var side = height * rng.NextFloat(0.18f, 0.7f);
        var angle = rng.NextFloat(-8, 8) * MathF.PI / 180;
        var (left, top) = (rng.NextFloat(0.02f * width, (0.98f * width) - side), rng.NextFloat(0.02f * height, (0.98f * height) - side));
        var toDigit = Matrix3x2.CreateTranslation(-left - (side / 2), -top - (side / 2)) * Matrix3x2.CreateRotation(angle)
            * Matrix3x2.CreateScale(28 / side) * Matrix3x2.CreateTranslation(14, 14);
        var written = new Picture();
        new Warp(new Size2d(height, width), toDigit).Apply(digit, written);

        // The level of grey at which ink begins is the pen; its edge is a pixel soft.
        var pen = rng.NextFloat(0.35f, 0.65f);
        var softness = 28 / side;
        return Photo(Array.ConvertAll(written.Pixels.ToArray(), value => Math.Clamp((((value / 255f) - pen) / softness) + 0.5f, 0, 1)), height, width, rng);
    }

    /// <summary>A digit drawn by a round pen, a fortieth to an eighth of the digit broad.</summary>
    public static Picture Drawn(int digit, ulong seed)
    {
        var rng = new Rng(Rng.Hash(8, seed));
        var (height, width) = Sheet(rng);
        var length = height * rng.NextFloat(0.15f, 0.6f);
        var pen = Math.Max(length * rng.NextFloat(0.025f, 0.12f), height / 150f);
        var turn = Matrix3x2.CreateScale(length / 100) * Matrix3x2.CreateRotation(rng.NextFloat(-8, 8) * MathF.PI / 180)
            * Matrix3x2.CreateTranslation(rng.NextFloat(0.2f * length, width - (0.8f * length)), rng.NextFloat(0.15f * length, height - (1.15f * length)));
        using var canvas = new Canvas(height, width, Color.Black);
        foreach (var stroke in Strokes[digit])
        {
            var corners = Rounded([.. stroke.Chunk(2).Select(p => Vector2.Transform(new Vector2(p[0], p[1]), turn))]);
            for (var i = 1; i < corners.Length; i++)
            {
                canvas.Line(corners[i - 1].X, corners[i - 1].Y, corners[i].X, corners[i].Y, Color.White, pen);
            }
        }

        return Photo(Array.ConvertAll(canvas.ToPicture().WithChannels(1).Pixels.ToArray(), value => value / 255f), height, width, rng);
    }

    private static (int Height, int Width) Sheet(Rng rng)
    {
        var height = new[] { 480, 720, 900 }[rng.NextInt(3)];
        return rng.NextInt(3) == 0 ? (height * 4 / 3, height) : (height, height * 4 / 3);
    }

    // Chaikin's corner cutting, three times.
    private static Vector2[] Rounded(Vector2[] corners)
    {
        for (var round = 0; round < 3; round++)
        {
            var cut = corners.Zip(corners.Skip(1), (a, b) => new[] { Vector2.Lerp(a, b, 0.25f), Vector2.Lerp(a, b, 0.75f) }).SelectMany(pair => pair);
            corners = [corners[0], .. cut, corners[^1]];
        }

        return corners;
    }

    /// <summary>What a camera sees of ink (0 to 1) on paper.</summary>
    private static Picture Photo(float[] ink, int height, int width, Rng rng)
    {
        var photo = new Picture(height, width, 1);
        var pixels = photo.WritablePixels;
        var (brightness, falloff, slope) = (rng.NextFloat(200, 245), rng.NextFloat(0, 0.55f), Direction(rng));
        var (shadow, across, edge) = (rng.NextInt(2) == 0 ? 1 : rng.NextFloat(0.5f, 0.8f), Direction(rng), rng.NextFloat(0.002f, 0.05f));
        var (black, noise) = (rng.NextFloat(0.15f, 0.45f), rng.NextFloat(1, 6));
        for (var i = 0; i < pixels.Length; i++)
        {
            var place = new Vector2((i % width / (float)width) - 0.5f, (i / width / (float)height) - 0.5f);
            var light = brightness * (1 - (falloff * (0.5f + (Vector2.Dot(place, slope) / 1.42f))));
            light *= 1 - ((1 - shadow) * Math.Clamp((Vector2.Dot(place, across) / edge) + 0.5f, 0, 1));
            pixels[i] = (byte)Math.Clamp((light * (1 - ((1 - black) * ink[i]))) + (noise * rng.NextNormal()), 0, 255);
        }

        return photo;
    }

    private static Vector2 Direction(Rng rng)
    {
        var (sin, cos) = MathF.SinCos(rng.NextFloat(0, 2 * MathF.PI));
        return new Vector2(cos, sin);
    }
}
