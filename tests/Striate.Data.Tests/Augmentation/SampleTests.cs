using System.Numerics;
using CsCheck;
using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Tests.Augmentation;

public class SampleTests
{
    private const string Moves = "crop:6,flip,affine:20:0.1:0.8-1.2:10,perspective:0.5:1,elastic:2:9,cover:50x40";

    // A bright spot in the dark, with a point at its centre, a box around it and a mask of it: all must still fit together.
    private static Sample Spot(Size2d size, Vector2 centre, float radius)
    {
        var sample = new Sample(new Picture(size.Height, size.Width, 3));
        var mask = new Picture(size.Height, size.Width, 1);
        for (var v = 0; v < size.Height; v++)
        {
            for (var u = 0; u < size.Width; u++)
            {
                if (Vector2.Distance(new Vector2(u + 0.5f, v + 0.5f), centre) <= radius)
                {
                    sample.Picture.WritablePixels.Slice(((v * size.Width) + u) * 3, 3).Fill(255);
                    mask[v, u] = 7;
                }
            }
        }

        sample.Points.Add(centre);
        sample.Boxes.Add(new BoundingBox(centre.X - radius, centre.Y - radius, centre.X + radius, centre.Y + radius, 5));
        sample.Masks.Add(mask);
        return sample;
    }

    [Theory]
    [InlineData("crop:6")]
    [InlineData("flip:1")]
    [InlineData("affine:20:0.1:0.8-1.2:10")]
    [InlineData("perspective:0.5:1")]
    [InlineData("elastic:2:9")]
    [InlineData("rrc:48x56:0.5-1")]
    [InlineData("resize:37x61")]
    [InlineData("rand:3:10")]
    [InlineData(Moves)]
    public void After_WhatMoves_PointBoxAndMaskFollowThePixels(string text) => Gen.ULong.Sample(seed =>
    {
        var after = Spot((60, 64), new Vector2(30, 33), 6).After(AugmentationText.Parse(text), new Rng(seed));
        var (weight, sum, masked) = (0f, Vector2.Zero, 0);
        for (var v = 0; v < after.Picture.Height; v++)
        {
            for (var u = 0; u < after.Picture.Width; u++)
            {
                if (after.Masks[0][v, u] == 7)
                {
                    (weight, sum, masked) = (weight + 1, sum + new Vector2(u + 0.5f, v + 0.5f), masked + 1);
                    var box = after.Boxes[0];
                    Assert.True(u + 1 > box.Left - 1 && u < box.Right + 1 && v + 1 > box.Top - 1 && v < box.Bottom + 1, $"{u}, {v} lies out of {box}");
                }
            }
        }

        // Where the spot is whole, its middle is at the point.
        var point = after.Points[0];
        if (point.X > 12 && point.Y > 12 && point.X < after.Picture.Width - 12 && point.Y < after.Picture.Height - 12)
        {
            Assert.InRange(Vector2.Distance(point, sum / weight), 0, 1.5f);
            Assert.Equal(5, after.Boxes[0].Label);
            Assert.Equal((after.Picture.Height, after.Picture.Width), (after.Masks[0].Height, after.Masks[0].Width));
        }
    }, iter: 60);

    [Theory]
    [InlineData("rrc:20:0.2-1,flip,jitter:0.4:0.4:0.4:0.1,erase:1,cutout:4")]
    [InlineData("rand:4:20")]
    [InlineData("trivial,augmix")]
    [InlineData(Moves)]
    public void Apply_PictureOrSample_GivesTheSamePicture(string text) => Gen.ULong.Sample(seed =>
    {
        foreach (var augmentation in AugmentationText.Parse(text))
        {
            var source = Samples.NoisyPicture(17, 23, 3, seed);
            var (alone, sample) = (new Picture(), new Sample());
            augmentation.Apply(source, alone, new Rng(seed));
            augmentation.Apply(new Sample(source), sample, new Rng(seed));
            Assert.Equal(alone.ToString(), sample.Picture.ToString());
            Assert.Equal(alone.Pixels.ToArray(), sample.Picture.Pixels.ToArray());
        }
    }, iter: 20);

    [Fact]
    public void After_ColoursOnly_LeavesMarksInPlace()
    {
        var before = Spot((20, 20), new Vector2(10, 10), 4);
        var after = before.After(AugmentationText.Parse("jitter:0.5,invert:1,blur,augmix"), new Rng(1));
        Assert.Equal(before.Points, after.Points);
        Assert.Equal(before.Boxes, after.Boxes);
        Assert.Equal(before.Masks, after.Masks);
    }

    [Fact]
    public void After_BoxOutside_IsGoneAndPointStays()
    {
        var sample = new Sample(new Picture(10, 10, 1));
        sample.Boxes.Add(new BoundingBox(0, 0, 2, 2));
        sample.Boxes.Add(new BoundingBox(2, 2, 7, 6, 3));
        sample.Points.Add(new Vector2(1, 1));
        var after = sample.After([new CenterCrop(4)], new Rng(1));
        Assert.Equal([new BoundingBox(0, 0, 4, 3, 3)], after.Boxes);
        Assert.Equal([new Vector2(-2, -2)], after.Points);
    }

    [Fact]
    public void Mosaic_FourSpots_AllMarksLieOnTheirPixels()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var target = new Sample();
            Mosaic.Apply([.. Enumerable.Range(0, 4).Select(i => Spot((40 + i, 50), new Vector2(25, 20), 5))], (64, 80), target, new Rng(seed));
            Assert.Equal("64x80x3", target.Picture.ToString());
            Assert.Equal(4, target.Points.Count);
            Assert.Equal(4, target.Boxes.Count);
            foreach (var (point, box) in target.Points.Zip(target.Boxes))
            {
                Assert.Equal(255, target.Picture[(int)point.Y, (int)point.X]);
                Assert.Equal(7, target.Masks[0][(int)point.Y, (int)point.X]);
                Assert.True(point.X > box.Left && point.X < box.Right && point.Y > box.Top && point.Y < box.Bottom);
            }
        }
    }

    [Fact]
    public void Mosaic_ThreeSamples_SaysWhatIsExpected() => Assert.StartsWith(
        "A mosaic of 3 samples; expected 4, with the same number of channels, and all with as many masks.",
        Assert.Throws<ArgumentException>(() => Mosaic.Apply([new Sample(), new Sample(), new Sample()], 8, new Sample(), new Rng(1))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Marks_ThatCannotBe_AreRefusedWhereTheyAreMade()
    {
        var sample = new Sample(new Picture(3, 4, 3));
        Assert.Equal(
            "A mask of 4x3x1 for a picture of 3x4x3; expected 3x4x1. Resize it, or make both of one size.",
            Assert.Throws<ArgumentException>(() => sample.Masks.Add(new Picture(4, 3, 1))).Message);
        Assert.Equal(
            "A box with left 5 and right 2.5; expected right at least left. Give left, top, right and bottom, not width and height.",
            Assert.Throws<ArgumentException>(() => new BoundingBox(5, 0, 2.5f, 2)).Message);
        Assert.StartsWith("A box with top 7 and bottom NaN;", Assert.Throws<ArgumentException>(() => new BoundingBox(0, 7, 2, float.NaN)).Message, StringComparison.Ordinal);
    }
}
