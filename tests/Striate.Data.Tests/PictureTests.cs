using CsCheck;
using Striate.Kernels;

namespace Striate.Data.Tests;

public class PictureTests
{
    [Fact]
    public void View_OfALargerArray_SeesItsChangesAndCannotBeWritten()
    {
        var array = new byte[20];
        var picture = new Picture(array.AsMemory(4, 12), 2, 2, 3);
        array[4 + 7] = 5;
        Assert.Equal(5, picture[1, 0, 1]);
        Assert.True(picture.IsReadOnly);
        Assert.Equal(
            "2x2x3 looks at memory that it does not own. Clone() it, and change the clone.",
            Assert.Throws<InvalidOperationException>(() => picture[0, 0] = 1).Message);
        var clone = picture.Clone();
        clone[0, 0] = 9;
        Assert.Equal((0, 9), (picture[0, 0], clone[0, 0]));
    }

    [Theory]
    [InlineData(11, 2, 2, 3, "11 bytes for a picture of 2x2x3, expected 12.")]
    [InlineData(8, 2, 2, 2, "A picture of 2x2x2; expected 1, 3 or 4 channels and at most 2147483591 bytes.")]
    [InlineData(0, -1, 2, 1, "A picture of -1x2x1; expected 1, 3 or 4 channels and at most 2147483591 bytes.")]
    [InlineData(0, 1 << 20, 1 << 20, 1, "A picture of 1048576x1048576x1; expected 1, 3 or 4 channels and at most 2147483591 bytes.")]
    public void Create_SizesThatDoNotFit_SaysWhatIsExpected(int bytes, int height, int width, int channels, string message) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(() => new Picture(new byte[bytes], height, width, channels)).Message);

    [Fact]
    public void SetSize_Smaller_KeepsItsMemory()
    {
        var picture = new Picture(10, 10, 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        picture.SetSize(4, 5, 1);
        picture.SetSize(10, 10, 3);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        picture.SetSize(11, 10, 3);
        Assert.Equal(330, picture.Pixels.Length);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, 3)]
    public void Indexer_Outside_Throws(int row, int column) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(2, 3, 1)[row, column]);

    [Fact]
    public void WithChannels_FourToThree_EqualsPixelByPixel() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, 150], Gen.ULong).Sample((height, width, firstClear, seed) =>
        {
            // Opaque up to some pixel.
            var source = Samples.NoisyPicture(height, width, 4, seed);
            for (var i = 0; i < Math.Min(firstClear, height * width); i++)
            {
                source.WritablePixels[(i * 4) + 3] = 255;
            }

            var target = source.WithChannels(3);
            for (var i = 0; i < height * width; i++)
            {
                for (var c = 0; c < 3; c++)
                {
                    var (value, opacity) = (source.Pixels[(i * 4) + c], source.Pixels[(i * 4) + 3]);
                    Assert.Equal(255 - ((((255 - value) * opacity) + 127) / 255), target.Pixels[(i * 3) + c]);
                }
            }
        });

    [Fact]
    public void WithChannels_EachWay_FollowsTheFormula()
    {
        var color = new Picture([200, 100, 50, 255, 0, 0], 1, 2, 3);
        Assert.Equal([124, 76], color.WithChannels(1).Pixels.ToArray());
        Assert.Equal([200, 100, 50, 255, 255, 0, 0, 255], color.WithChannels(4).Pixels.ToArray());
        Assert.Equal([7, 7, 7], new Picture([7], 1, 1, 1).WithChannels(3).Pixels.ToArray());
        Assert.Equal([255, 155, 155, 255, 255, 255], new Picture([255, 55, 55, 128, 1, 2, 3, 0], 1, 2, 4).WithChannels(3).Pixels.ToArray());
        Assert.Same(color, color.WithChannels(3));
    }
}
