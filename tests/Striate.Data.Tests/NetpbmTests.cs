using System.Text;
using CsCheck;
using Striate.Tensors;

namespace Striate.Data.Tests;

public class NetpbmTests
{
    [Theory]
    [InlineData("P1\n# a comment\n3 2\n1 0 1\n011", "2x3x1", new[] { 0, 255, 0, 255, 0, 0 })]
    [InlineData("P2 2 1 # width and height\n15\n0 15", "1x2x1", new[] { 0, 255 })]
    [InlineData("P3\n1 1\n255\n1 2 3\n", "1x1x3", new[] { 1, 2, 3 })]
    [InlineData("P4\n9 1\n\u0080\u0080", "1x9x1", new[] { 0, 255, 255, 255, 255, 255, 255, 255, 0 })]
    [InlineData("P5\n2 1\n255\nAB", "1x2x1", new[] { 65, 66 })]
    [InlineData("P5\n1 1\n65535\n\u0080\u0000", "1x1x1", new[] { 128 })]
    [InlineData("P6 1 1 255 ABC", "1x1x3", new[] { 65, 66, 67 })]
    public void Decode_EachForm_GivesItsPixels(string file, string size, int[] pixels)
    {
        var picture = Netpbm.Decode(Encoding.Latin1.GetBytes(file), "file");
        Assert.Equal(size, picture.ToString());
        Assert.Equal(pixels, picture.Pixels.ToArray().Select(b => (int)b));
    }

    [Fact]
    public void Decode_AnyGreyOrColour_GivesItBack() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Bool, Gen.Bool).Sample((height, width, isColour, isText) =>
        {
            var picture = Samples.NoisyPicture(height, width, isColour ? 3 : 1, (ulong)(height * width));
            var kind = (isColour ? 3 : 2) + (isText ? 0 : 3);
            var header = Encoding.ASCII.GetBytes($"P{kind}\n{width} {height}\n255\n");
            byte[] file = [.. header, .. isText ? Encoding.ASCII.GetBytes(string.Join('\n', picture.Pixels.ToArray())) : picture.Pixels.ToArray()];
            Assert.Equal(picture.Pixels.ToArray(), Netpbm.Decode(file, "file").Pixels.ToArray());
        });

    [Theory]
    [InlineData("JFIF", "file: not a picture in PBM, PGM or PPM. Leave it out, or get it again.")]
    [InlineData("P5 0 1 255 ", "file: its header has no width, height and largest value that a picture can have. Leave it out, or get it again.")]
    [InlineData("P5 2 2 255 abc", "file: its header promises 2 x 2 pixels, more than its 14 bytes hold. Leave it out, or get it again.")]
    [InlineData("P6 60000 60000 255 abc", "file: its header promises 60000 x 60000 pixels, more than its 22 bytes hold. Leave it out, or get it again.")]
    [InlineData("P2 2 1 9 3 10", "file: the value at place 1 is missing or above 9. Leave it out, or get it again.")]
    public void Decode_Broken_SaysHow(string file, string message) =>
        Assert.Equal(message, Assert.Throws<FileFormatException>(() => Netpbm.Decode(Encoding.Latin1.GetBytes(file), "file")).Message);

    [Theory]
    [InlineData("P2\n4 3\n255\n1 2 3 4 5 6 7 8 9 10 11 12\n")]
    [InlineData("P6\n2 2\n255\nabcdefghijkl")]
    [InlineData("P4\n9 2\nabcd")]
    public void Decode_Mutated_ThrowsDataExceptionOnly(string file) => Fuzz.Read(Encoding.Latin1.GetBytes(file), bytes => Netpbm.Decode(bytes, "file"));
}
