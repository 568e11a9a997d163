using System.Numerics;
using CsCheck;
using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Tests.Augmentation;

public class WarpTests
{
    private static readonly Gen<Picture> Pictures =
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, 2].Select(i => i == 0 ? 1 : i + 2), Gen.ULong).Select((h, w, c, seed) => Samples.NoisyPicture(h, w, c, seed));

    [Fact]
    public void Crop_AnyPlace_EqualsPixelByPixel() =>
        Gen.Select(Pictures, Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[-14, 14], Gen.Int[-14, 14]).Sample((source, height, width, top, left) =>
        {
            var target = Apply(Warp.Crop((height, width), top, left), source);
            AssertPixels(target, source, height, width, (v, u) => (v + top, u + left));
        });

    [Fact]
    public void Crop_Reflect_MirrorsAtTheEdges() =>
        Gen.Select(Pictures, Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[-40, 40], Gen.Int[-40, 40]).Sample((source, height, width, top, left) =>
        {
            var target = Apply(Warp.Crop((height, width), top, left) with { Around = Surroundings.Reflect }, source);
            AssertPixels(target, source, height, width, (v, u) => (Mirrored(v + top, source.Height), Mirrored(u + left, source.Width)));
            var flipped = Apply(new Warp((height, width), new Matrix3x2(-1, 0, 0, 1, left, top)) { Around = Surroundings.Reflect }, source);
            AssertPixels(flipped, source, height, width, (v, u) => (Mirrored(v + top, source.Height), Mirrored(left - 1 - u, source.Width)));
        });

    [Fact]
    public void Apply_ReflectWithATurn_ShowsNoBlack()
    {
        var source = new Picture(6, 9, 3);
        source.WritablePixels.Fill(77);
        var warp = new RandomAffine(90, 1, (0.3f, 1)).Draw((20, 20), new Rng(5)) with { Around = Surroundings.Reflect };
        Assert.All(Apply(warp, source).Pixels.ToArray(), value => Assert.Equal(77, value));
    }

    [Fact]
    public void Flip_AnyPicture_MirrorsAndIsItsOwnInverse() => Pictures.Sample(source =>
    {
        var flipped = Apply(Warp.Flip((source.Height, source.Width)), source);
        AssertPixels(flipped, source, source.Height, source.Width, (v, u) => (v, source.Width - 1 - u));
        Assert.True(Apply(Warp.Flip((source.Height, source.Width)), flipped).Pixels.SequenceEqual(source.Pixels));
    });

    [Fact]
    public void Resize_OneColour_StaysThatColour() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[1, 30]).Sample((h, w, height, width) =>
        {
            var source = new Picture(h, w, 3);
            source.WritablePixels.Fill(77);
            Assert.All(Apply(Warp.Resize((h, w), (height, width)), source).Pixels.ToArray(), value => Assert.Equal(77, value));
            Assert.All(Apply(Warp.Cover((h, w), (height, width)), source).Pixels.ToArray(), value => Assert.Equal(77, value));
        });

    [Fact]
    public void Resize_ToHalf_WeighsFourPixelsAlongEachAxis()
    {
        // The triangle reaches two pixels to each side of the centre at 3: weights 1/4, 3/4, 3/4, 1/4 over 2.
        var source = new Picture([0, 80, 160, 240, 16, 32], 1, 6, 1);
        var target = Apply(Warp.Resize((1, 6), (1, 3)), source);
        Assert.Equal((80 + (3 * 160) + (3 * 240) + 16 + 4) / 8, target[0, 1]);
    }

    [Fact]
    public void Resize_ToDouble_InterpolatesLinearly() =>
        Assert.Equal([0, 25, 75, 100], Apply(Warp.Resize((1, 2), (1, 4)), new Picture([0, 100], 1, 2, 1)).Pixels.ToArray());

    [Fact]
    public void Cover_WidePicture_TakesItsMiddle()
    {
        var source = new Picture([10, 20, 30, 40, 50, 60], 1, 6, 1);
        Assert.Equal([30, 40], Apply(Warp.Cover((1, 6), (1, 2)), source).Pixels.ToArray());
    }

    [Fact]
    public void Apply_QuarterTurn_MovesPixelsExactly()
    {
        var source = Samples.NoisyPicture(5, 5, 3, 1);
        var centre = new Vector2(2.5f);
        var target = Apply(new Warp(5, Matrix3x2.CreateRotation(MathF.PI / 2, centre)), source);

        // (u, v) looks at (5 − v, u).
        AssertPixels(target, source, 5, 5, (v, u) => (u, 4 - v));
    }

    [Theory]
    [InlineData(Surroundings.Black)]
    [InlineData(Surroundings.Reflect)]
    public void Apply_GeneralMapThatIsAShift_EqualsTheCopy(Surroundings around) =>
        Gen.Select(Pictures, Gen.Int[-5, 5], Gen.Int[-5, 5]).Sample((source, top, left) =>
        {
            Size2d size = (source.Height, source.Width);
            var (copied, scaled, interpolated) = (Apply(Warp.Crop(size, top, left) with { Around = around }, source), source.Clone(), source.Clone());
            Assert.True(Resampling.TryScale(source, scaled, Matrix3x2.CreateTranslation(left, top), around));
            Resampling.Interpolate(source, interpolated, Warp.Crop(size, top, left) with { Around = around });
            Assert.Equal(copied.Pixels.ToArray(), scaled.Pixels.ToArray());
            Assert.Equal(copied.Pixels.ToArray(), interpolated.Pixels.ToArray());
        });

    [Fact]
    public void Move_AnyAffine_UndoesBack() => Gen.Select(Gen.ULong, Gen.Float[0, 20], Gen.Float[0, 30]).Sample((seed, x, y) =>
    {
        var warp = new RandomAffine(40, 0.3f, (0.5f, 2), 20).Draw((30, 20), new Rng(seed));
        var there = Vector2.Transform(warp.Move(new Vector2(x, y)), warp.Back);
        Assert.InRange(Vector2.Distance(there, new Vector2(x, y)), 0, 1e-3f);
    });

    [Fact]
    public void Source_AnyPerspectiveOrBend_UndoesMove() => Gen.Select(Gen.ULong, Gen.Float[0, 40], Gen.Float[0, 30]).Sample((seed, x, y) =>
    {
        foreach (var augmentation in new GeometricAugmentation[] { new RandomPerspective(0.6f, 1), new ElasticTransform(3, 12) })
        {
            var warp = augmentation.Draw((30, 40), new Rng(seed));
            Assert.InRange(Vector2.Distance(warp.Source(warp.Move(new Vector2(x, y))), new Vector2(x, y)), 0, 1e-2f);
        }
    });

    [Fact]
    public void Between_FourPlaces_MovesTheCornersThere() => Gen.ULong.Sample(seed =>
    {
        var rng = new Rng(seed);
        var (p0, p1, p2, p3) = (Near(0, 0), Near(40, 0), Near(40, 30), Near(0, 30));
        var warp = RandomPerspective.Between((30, 40), p0, p1, p2, p3);
        foreach (var (from, to) in new[] { (new Vector2(0, 0), p0), (new Vector2(40, 0), p1), (new Vector2(40, 30), p2), (new Vector2(0, 30), p3) })
        {
            Assert.InRange(Vector2.Distance(warp.Move(from), to), 0, 2e-3f);
            Assert.InRange(Vector2.Distance(warp.Source(to), from), 0, 2e-2f);
        }

        Vector2 Near(float x, float y) => new(x + rng.NextFloat(-6, 6), y + rng.NextFloat(-6, 6));
    });

    [Fact]
    public void ApplyToMask_AnyWarp_MakesNoNewValues() => Gen.Select(Pictures, Gen.ULong).Sample((source, seed) =>
    {
        var values = source.Pixels.ToArray().ToHashSet();
        var target = new Picture();
        new RandomAffine(180, 0.5f, (0.5f, 2), 30).Draw((source.Height, source.Width), new Rng(seed)).ApplyToMask(source, target);
        Assert.All(target.Pixels.ToArray(), value => Assert.True(value == 0 || values.Contains(value)));
    });

    [Fact]
    public void ApplyToMask_CropOrFlip_EqualsThePicture() => Gen.Select(Pictures, Gen.Int[-5, 5], Gen.Int[-5, 5]).Sample((source, top, left) =>
    {
        Size2d size = (source.Height, source.Width);
        foreach (var warp in new[] { Warp.Crop(size, top, left), Warp.Flip(size), Warp.Crop(size, top, left) with { Around = Surroundings.Reflect } })
        {
            var mask = new Picture();
            warp.ApplyToMask(source, mask);
            Assert.Equal(Apply(warp, source).Pixels.ToArray(), mask.Pixels.ToArray());
        }
    });

    [Fact]
    public void Resize_AnyScale_EqualsThePlainSum() =>
        Gen.Select(Pictures, Gen.Int[1, 20], Gen.Int[1, 20], Gen.Float[-3, 3], Gen.Float[0.3f, 2.5f]).Sample((source, height, width, shift, scale) =>
        {
            var back = Matrix3x2.CreateScale(scale, 1.1f * scale) * Matrix3x2.CreateTranslation(shift, -shift);
            var target = Apply(new Warp((height, width), back), source);
            for (var v = 0; v < height; v++)
            {
                for (var u = 0; u < width; u++)
                {
                    var (down, across) = (Taps.At(v, 1.1f * scale, -shift, source.Height, Surroundings.Black), Taps.At(u, scale, shift, source.Width, Surroundings.Black));
                    for (var c = 0; c < source.Channels; c++)
                    {
                        var sum = 0.0;
                        for (var y = down.First; y < down.First + down.Count; y++)
                        {
                            for (var x = across.First; x < across.First + across.Count; x++)
                            {
                                sum += (double)down.Weight(y) * across.Weight(x) * source[y, x, c];
                            }
                        }

                        Assert.InRange(target[v, u, c], sum - 0.51, sum + 0.51);
                    }
                }
            }
        });

    [Fact]
    public void Move_SqueezedToALine_SaysSo() => Assert.StartsWith(
        "The warp ",
        Assert.Throws<InvalidOperationException>(() => new Warp(4, new Matrix3x2(1, 0, 0, 0, 0, 0)).Move(Vector2.One)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Apply_NoPixels_SaysSo() => Assert.Equal(
        "A picture of 0x4x1 has no pixels to make one of 2×2 from.",
        Assert.Throws<ShapeException>(() => Apply(Warp.Crop(2, 0, 0), new Picture(0, 4, 1))).Message);

    // One step at a time: back at either edge, whose pixel is not repeated.
    private static int Mirrored(int place, int length)
    {
        while (length > 1 && (place < 0 || place >= length))
        {
            place = place < 0 ? -place : (2 * (length - 1)) - place;
        }

        return length == 1 ? 0 : place;
    }

    private static Picture Apply(Warp warp, Picture source)
    {
        // Stale memory must not show through.
        var target = new Picture(40, 40, 4);
        target.WritablePixels.Fill(123);
        warp.Apply(source, target);
        return target;
    }

    private static void AssertPixels(Picture target, Picture source, int height, int width, Func<int, int, (int Row, int Column)> from)
    {
        Assert.Equal((height, width, source.Channels), (target.Height, target.Width, target.Channels));
        for (var v = 0; v < height; v++)
        {
            for (var u = 0; u < width; u++)
            {
                var (row, column) = from(v, u);
                var inside = row >= 0 && row < source.Height && column >= 0 && column < source.Width;
                for (var c = 0; c < source.Channels; c++)
                {
                    Assert.Equal(inside ? source[row, column, c] : 0, target[v, u, c]);
                }
            }
        }
    }
}
