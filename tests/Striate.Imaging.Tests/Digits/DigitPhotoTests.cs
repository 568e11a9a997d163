using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Imaging.Tests.Digits;

public class DigitPhotoTests
{
    [Fact]
    public void Prepare_DigitOfMnist_IsUnchanged()
    {
        var test = Mnist.Test();
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(DigitPhoto.Prepare(test.PictureOf(i)).Pixels.SequenceEqual(test.PictureOf(i).Pixels), $"Digit {i} is changed.");
        }
    }

    // A digit of MNIST becomes a photo: larger, off the middle, dark on paper whose light falls off, with noise. What comes back is the digit.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Prepare_PhotoOfADigit_GivesTheDigitBack(bool darkGround)
    {
        var test = Mnist.Test();
        var likeness = Enumerable.Range(0, 30).Select(i => Likeness(test.PictureOf(i), DigitPhoto.Prepare(Photo(test.PictureOf(i), darkGround, (ulong)i)))).ToArray();
        Assert.InRange(likeness.Average(), 0.93, 1);
        Assert.InRange(likeness.Count(l => l < 0.8), 0, 1);
    }

    [Fact]
    public void Prepare_ThinPen_BroadensTheStroke()
    {
        using var canvas = new Canvas(600, 400, Color.Grey(230));
        canvas.Line(200, 120, 200, 480, Color.Grey(60), 5);
        var digit = DigitPhoto.Prepare(canvas.ToPicture());
        Assert.Equal("28x28x1", digit.ToString());
        var row = Enumerable.Range(0, 28).Select(c => (int)digit[14, c]).ToArray();
        Assert.InRange(row.Sum() / 255.0, 1.5, 3.5);
        Assert.InRange(row.Select((value, c) => value * (c + 0.5)).Sum() / row.Sum(), 13.5, 14.5);
        Assert.InRange(Enumerable.Range(0, 28).Count(r => Enumerable.Range(0, 28).Any(c => digit[r, c] > 100)), 19, 22);
    }

    [Fact]
    public void Prepare_AnyDigit_HasItsCentreOfMassInTheMiddle()
    {
        var digit = DigitPhoto.Prepare(Written("4", 300));
        var (sum, x, y) = (0.0, 0.0, 0.0);
        for (var i = 0; i < digit.Pixels.Length; i++)
        {
            sum += digit.Pixels[i];
            x += digit.Pixels[i] * ((i % 28) + 0.5);
            y += digit.Pixels[i] * ((i / 28) + 0.5);
        }

        Assert.InRange(x / sum, 13.7, 14.3);
        Assert.InRange(y / sum, 13.7, 14.3);
        Assert.Equal(255, digit.Pixels.ToArray().Max());
    }

    [Fact]
    public void Prepare_SpecksAndEdge_AreLeftOut()
    {
        var clean = DigitPhoto.Prepare(Written("7", 300));
        using var canvas = new Canvas(400, 400);
        canvas.Draw(Written("7", 300), 0, 0, 400, 400);
        canvas.Fill(0, 0, 12, 400, Color.Black);
        canvas.Fill(330, 60, 6, 6, Color.Black);
        Assert.InRange(Likeness(clean, DigitPhoto.Prepare(canvas.ToPicture())), 0.97, 1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(300, 200)]
    public void Prepare_EmptyPaper_SaysSo(int height, int width)
    {
        var paper = new Picture(height, width, 1);
        var rng = new Rng(1);
        foreach (ref var value in paper.WritablePixels)
        {
            value = (byte)(200 + rng.NextInt(20));
        }

        var error = Assert.Throws<FileFormatException>(() => DigitPhoto.Prepare(paper, "photo.jpg"));
        Assert.Equal(
            "photo.jpg: no digit found: nothing on it is much darker or lighter than what lies around. Take a photo of one dark digit on light paper.",
            error.Message);
    }

    // A sheet whose light falls off steeply, or half of which lies in shadow, and a pen so thin that ink is half a percent of it.
    [Theory]
    [InlineData(110, 1f)]
    [InlineData(240, 0.55f)]
    [InlineData(160, 0.55f)]
    public void Prepare_UnevenLight_GivesTheSameDigit(int darkest, float shadow)
    {
        using var canvas = new Canvas(900, 1200, Color.White);
        canvas.Line(700, 300, 540, 300, Color.Grey(60), 8);
        canvas.Line(540, 300, 520, 420, Color.Grey(60), 8);
        canvas.Line(520, 420, 680, 480, Color.Grey(60), 8);
        canvas.Line(680, 480, 660, 580, Color.Grey(60), 8);
        canvas.Line(660, 580, 520, 600, Color.Grey(60), 8);
        var even = canvas.ToPicture();
        var uneven = even.Clone();
        var pixels = uneven.WritablePixels;
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = (i / 3 / 1200, i / 3 % 1200);
            var light = 240 - ((240 - darkest) * ((0.7f * column / 1200) + (0.3f * row / 900)));
            pixels[i] = (byte)(pixels[i] / 255f * light * (column > 600 ? shadow : 1));
        }

        Assert.InRange(Likeness(DigitPhoto.Prepare(even), DigitPhoto.Prepare(uneven)), 0.99, 1);
    }

    [Fact]
    public void Prepare_SmallDigitOnALargeSheet_IsFound()
    {
        using var canvas = new Canvas(1200, 1600, Color.Grey(200));
        canvas.Line(360, 200, 352, 450, Color.Grey(30), 14);
        var digit = DigitPhoto.Prepare(canvas.ToPicture());
        Assert.InRange(Enumerable.Range(0, 28).Count(r => Enumerable.Range(0, 28).Any(c => digit[r, c] > 100)), 19, 22);
    }

    [Fact]
    public void Prepare_TwoDigits_AreRefused()
    {
        using var canvas = new Canvas(400, 800, Color.Grey(225));
        canvas.Text("5", 280, 300, 250, Color.Grey(40), TextAlign.Center);
        canvas.Text("3", 520, 300, 250, Color.Grey(40), TextAlign.Center);
        var error = Assert.Throws<FileFormatException>(() => DigitPhoto.Prepare(canvas.ToPicture(), "photo.jpg"));
        Assert.Equal("photo.jpg: more than one thing of a digit's size on it, expected one digit. Cut the photo down to one digit.", error.Message);
    }

    [Fact]
    public void Prepare_StrokesThatDoNotTouch_AreOneDigit()
    {
        using var canvas = new Canvas(400, 400, Color.Grey(225));
        canvas.Line(150, 100, 130, 220, Color.Grey(40), 16);
        canvas.Line(130, 220, 210, 220, Color.Grey(40), 16);
        canvas.Line(240, 110, 235, 320, Color.Grey(40), 16);
        var digit = DigitPhoto.Prepare(canvas.ToPicture());
        var (left, right) = (Enumerable.Range(0, 10).Max(c => digit[8, c]), Enumerable.Range(16, 12).Max(c => digit[8, c]));
        Assert.True(left > 150 && right > 150, $"Of the two strokes of a 4 there are {left} and {right} left.");
    }

    internal static Picture Written(string digit, float size)
    {
        using var canvas = new Canvas(400, 400, Color.Grey(225));
        canvas.Text(digit, 200, 310, size, Color.Grey(40), TextAlign.Center);
        return canvas.ToPicture();
    }

    internal static Picture Photo(Picture digit, bool darkGround, ulong seed)
    {
        var rng = new Rng(Rng.Hash(99, seed));
        var (height, width) = (330 + rng.NextInt(150), 330 + rng.NextInt(150));
        var side = rng.NextFloat(180, 300);
        var (left, top) = (rng.NextFloat(10, width - side - 10), rng.NextFloat(10, height - side - 10));
        using var canvas = new Canvas(height, width, Color.Black);
        canvas.Draw(digit, left, top, side, side, smooth: true);
        var photo = canvas.ToPicture();
        var pixels = photo.WritablePixels;
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var (row, column) = (i / 3 / width, i / 3 % width);
            var light = 120 + (60f * row / height) + (60f * column / width);
            var value = (light * (1 - (0.75f * pixels[i] / 255f))) + (4 * (float)rng.NextNormal());
            value = darkGround ? 255 - value : value;
            pixels.Slice(i, 3).Fill((byte)Math.Clamp(value, 0, 255));
        }

        return photo;
    }

    // The cosine of the angle between the two pictures as vectors, at the best of nine shifts by at most a pixel.
    internal static double Likeness(Picture a, Picture b)
    {
        var best = 0.0;
        for (var n = 0; n < 9; n++)
        {
            var shifted = new Picture();
            Warp.Crop(28, (n / 3) - 1, (n % 3) - 1).Apply(b, shifted);
            var (dot, lengthA, lengthB) = (0.0, 0.0, 0.0);
            for (var i = 0; i < a.Pixels.Length; i++)
            {
                dot += (double)a.Pixels[i] * shifted.Pixels[i];
                lengthA += (double)a.Pixels[i] * a.Pixels[i];
                lengthB += (double)shifted.Pixels[i] * shifted.Pixels[i];
            }

            best = Math.Max(best, dot / Math.Sqrt(lengthA * lengthB));
        }

        return best;
    }
}
