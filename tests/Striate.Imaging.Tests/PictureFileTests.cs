using CsCheck;
using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Imaging.Tests;

public class PictureFileTests
{
    [Fact]
    public void Png_AnyPicture_GivesItBack() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[0, 2], Gen.ULong).Sample((height, width, kind, seed) =>
        {
            var picture = new Picture(height, width, kind == 0 ? 1 : kind + 2);
            var rng = new Rng(seed);
            foreach (ref var value in picture.WritablePixels)
            {
                value = (byte)rng.NextInt(256);
            }

            // What is wholly transparent has no colour in a file.
            for (var i = 3; picture.Channels == 4 && i < picture.Pixels.Length; i += 4)
            {
                picture.WritablePixels[i] |= 1;
            }

            var read = Read(PictureFile.ToPng(picture), picture.Channels == 4 ? 4 : null);
            Assert.Equal(picture.ToString(), read.ToString());
            Assert.Equal(picture.Pixels.ToArray(), read.Pixels.ToArray());
        });

    [Theory]
    [InlineData("jpg", 4)]
    [InlineData("png", 0)]
    [InlineData("webp", 4)]
    [InlineData("bmp", 0)]
    public void Read_EachFormat_GivesThePicture(string format, int tolerance)
    {
        var picture = Encoded.Smooth(37, 50, 3);
        var read = Read(Encoded.Of(picture, format));
        Assert.Equal("37x50x3", read.ToString());
        AssertNear(picture, read, tolerance);
    }

    [Fact]
    public void Read_Gif_GivesItsFirstFrame() => Assert.Equal([255, 0, 0, 0, 0, 255], Read(Encoded.Of(new Picture(), "gif")).Pixels.ToArray());

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    public void Read_GreyFile_StaysGreyUnlessAskedOtherwise(string format)
    {
        var bytes = Encoded.Of(Encoded.Smooth(16, 16, 1), format);
        Assert.Equal(1, Read(bytes).Channels);
        Assert.Equal(3, Read(bytes, 3).Channels);
        Assert.Equal(1, Read(Encoded.Of(Encoded.Smooth(16, 16, 3), format), 1).Channels);
    }

    [Fact]
    public void Read_Transparent_LiesOnWhite()
    {
        var picture = new Picture([0, 0, 0, 0, 100, 50, 0, 128], 1, 2, 4);
        var read = Read(PictureFile.ToPng(picture));
        Assert.Equal([255, 255, 255, 177, 152, 127], read.Pixels.ToArray());
    }

    // Where the upper left pixel of the stored picture is seen: rows and columns of the upright one.
    [Theory]
    [InlineData(1, false, false, false)]
    [InlineData(2, false, false, true)]
    [InlineData(3, false, true, true)]
    [InlineData(4, false, true, false)]
    [InlineData(5, true, false, false)]
    [InlineData(6, true, false, true)]
    [InlineData(7, true, true, true)]
    [InlineData(8, true, true, false)]
    public void Read_Orientation_TurnsUpright(byte orientation, bool sideways, bool below, bool right)
    {
        // Dark above and bright below, on its left half; the right half is middling.
        var stored = new Picture(32, 48, 1);
        for (var i = 0; i < stored.Pixels.Length; i++)
        {
            stored.WritablePixels[i] = (byte)(i % 48 >= 24 ? 120 : i / 48 < 16 ? 10 : 240);
        }

        var upright = Read(Encoded.WithOrientation(Encoded.Of(stored, "jpg"), orientation));
        Assert.Equal(sideways ? "48x32x1" : "32x48x1", upright.ToString());
        var dark = upright[below ? upright.Height - 4 : 3, right ? upright.Width - 4 : 3];
        Assert.InRange(dark, 0, 25);
        var bright = sideways
            ? upright[below ? upright.Height - 4 : 3, right ? 3 : upright.Width - 4]
            : upright[below ? 3 : upright.Height - 4, right ? upright.Width - 4 : 3];
        Assert.InRange(bright, 225, 255);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public void Read_CutOff_IsAnError(string format)
    {
        var bytes = Encoded.Of(Encoded.Smooth(64, 64, 3), format);
        foreach (var share in new[] { 0.0, 0.02, 0.3, 0.6, 0.9, 0.97 })
        {
            var error = Assert.Throws<FileFormatException>(() => Read(bytes[..(int)(bytes.Length * share)]));
            Assert.StartsWith("file: ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void Read_HalfAJpeg_SaysTruncated()
    {
        var bytes = File.ReadAllBytes(SharedData.Find("photos/cat.jpg"));
        var error = Assert.Throws<FileFormatException>(() => Read(bytes[..(bytes.Length / 2)]));
        Assert.Equal("file: the picture is truncated. Leave it out, or get it again.", error.Message);
    }

    [Fact]
    public void Read_NoPicture_SaysWhatCanBeRead() => Assert.Equal(
        "file: not a picture that can be read, expected JPEG, PNG, WebP, BMP, GIF, PBM, PGM or PPM. Leave it out, or get it again.",
        Assert.Throws<FileFormatException>(() => Read("hello"u8.ToArray())).Message);

    [Fact]
    public void Read_NoFile_SaysSo() => Assert.Equal(
        "/nowhere/a.png: the file cannot be read. Check that it exists and that you may read it.",
        Assert.Throws<FileFormatException>(() => PictureFile.Read("/nowhere/a.png")).Message);

    [Fact]
    public void Read_HeaderThatPromisesTooMuch_IsRefusedBeforeDecoding()
    {
        var bytes = Encoded.Of(Encoded.Smooth(4, 4, 3), "bmp");
        BitConverter.TryWriteBytes(bytes.AsSpan(18), 30_000);
        BitConverter.TryWriteBytes(bytes.AsSpan(22), 30_000);
        var error = Assert.Throws<FileFormatException>(() => Read(bytes));
        Assert.StartsWith("file: its header promises 30000 x 30000 pixels, more than ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("bmp")]
    [InlineData("gif")]
    public void Read_HeaderThatPromisesMoreThanTheFileHolds_TakesNoMemory(string format)
    {
        var bytes = Encoded.WithSize(Encoded.Of(Encoded.Smooth(120, 160, 3), format, 90), format, 9990, 10_000);
        var peak = ResidentMemory.Peak;
        var error = Assert.Throws<FileFormatException>(() => Read(bytes));
        Assert.StartsWith($"file: its header promises 10000 x 9990 pixels, more than {bytes.Length} bytes of ", error.Message, StringComparison.Ordinal);
        Assert.InRange(ResidentMemory.Peak - peak, 0, 64_000_000);
    }

    // One colour all over is the least that a format can store of a real size.
    [Theory]
    [InlineData("jpg", 80)]
    [InlineData("jpg", 1)]
    [InlineData("png", 100)]
    [InlineData("webp", 80)]
    public void Read_LargeFlatPicture_IsRead(string format, int quality)
    {
        var picture = new Picture(1500, 2000, 3);
        picture.WritablePixels.Fill(200);
        Assert.Equal("1500x2000x3", Read(Encoded.Of(picture, format, quality)).ToString());
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("bmp")]
    [InlineData("gif")]
    public void Read_Mutated_ThrowsDataExceptionOnly(string format)
    {
        var whole = Encoded.Of(Encoded.Smooth(24, 30, 3), format);
        var rng = new Rng(Rng.Hash(format));
        var (before, peak) = (GC.GetAllocatedBytesForCurrentThread(), ResidentMemory.Peak);
        var refused = 0;
        const int Rounds = 400;
        for (var round = 0; round < Rounds; round++)
        {
            try
            {
                var picture = Read(Mutation.Of(whole, rng));
                Assert.Equal(picture.Height * picture.Width * picture.Channels, picture.Pixels.Length);
            }
            catch (FileFormatException e)
            {
                refused++;
                Assert.StartsWith("file: ", e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
            }
        }

        Assert.InRange(refused, Rounds / 20, Rounds);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rounds * 4_000_000L);
        Assert.InRange(ResidentMemory.Peak - peak, 0, 256_000_000);
    }

    [Theory]
    [InlineData(1, 20, 30, "25x38x3")]
    [InlineData(1, 26, 18, "50x75x3")]
    [InlineData(1, 100, 150, "100x150x3")]
    [InlineData(1, 101, 30, "200x300x3")]
    [InlineData(6, 75, 50, "75x50x3")]
    [InlineData(6, 30, 20, "38x25x3")]
    public void Decode_CoverGiven_IsTheSmallestThatStillCovers(byte orientation, int height, int width, string expected)
    {
        var whole = Encoded.Smooth(200, 300, 3);
        var bytes = Encoded.WithOrientation(Encoded.Of(whole, "jpg"), orientation);
        var room = new Picture(2, 2, 1);
        var read = PictureFile.Decode(bytes, "file", 3, room, (height, width));
        Assert.Same(room, read);
        Assert.Equal(expected, read.ToString());

        // The same picture, only smaller.
        var same = new Picture();
        var full = Read(bytes, 3);
        Warp.Resize((full.Height, full.Width), (read.Height, read.Width)).Apply(full, same);
        AssertNear(same, read, 4);
    }

    [Fact]
    public void Decode_OneRoomForAll_AllocatesNoPictures()
    {
        var bytes = Encoded.Of(Encoded.Smooth(256, 256, 3), "jpg", 90);
        var room = new Picture();
        PictureFile.Decode(bytes, "file", 3, room);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            PictureFile.Decode(bytes, "file", 3, room);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 20, 0, 16_000);
    }

    [Theory]
    [InlineData("astronaut.jpg")]
    [InlineData("chelsea.jpg")]
    [InlineData("pets.jpg")]
    public void Read_Photo_HasColours(string name)
    {
        var picture = PictureFile.Read(SharedData.Find($"photos/{name}"));
        Assert.Equal(3, picture.Channels);
        Assert.True(picture.Height > 100 && picture.Width > 100);
        Assert.InRange(picture.Pixels.ToArray().Distinct().Count(), 100, 256);
    }

    private static Picture Read(byte[] bytes, int? channels = null) => PictureFile.Read(new MemoryStream(bytes), "file", channels);

    private static void AssertNear(Picture expected, Picture actual, int tolerance)
    {
        for (var i = 0; i < expected.Pixels.Length; i++)
        {
            Assert.InRange(actual.Pixels[i], expected.Pixels[i] - tolerance, expected.Pixels[i] + tolerance);
        }
    }
}
