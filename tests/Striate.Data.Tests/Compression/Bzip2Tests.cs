using System.Security.Cryptography;
using System.Text;
using Striate.Tensors;

namespace Striate.Data.Tests.Compression;

/// <summary>Against data that Python's bz2 has packed.</summary>
public class Bzip2Tests
{
    // Three blocks of 100,000 bytes at most: value i is (i / 9000) % 7 where i is odd, else (i / 5000) % 3, integers divided.
    private const string Blocks =
        "QlpoMTFBWSZTWY2qS3wAAA3AI/8AAMAKAACgAAgwAXGlUIAAAmqKk2Cj1ApSmoH6oHo5wuflR+UilV9zIUHfIqhXSELgiFmBQdUIXNHHmxQeYRC+ZVCF5MvYchRBshUbSlTMqIdpKKuyg"
        + "+1cBQZEQsypB/bqQe5QoOxmFndK2lKmiFRsomkKjtR0KoVwRCzFINkQvc5SlTM4gqOlBUYzqkhNKDMqpBtFLNoQt0oMKoVm7mbbJk2T/MUFZJlNZjPP/hwB+xsA8/wAAQAACAACgAAAIM"
        + "AGQNCIGgaAmpSkZk0ClTUmmaHheuU2T1RELkVQrX3goO9UIXupB8FUK770VQrqqqrZUg8yiFzIoPobN9qV0FB1SDYFB0lQroiFsKD5SoV/0r2KUVd8KDmeYSF2LY2wdaBspKW6Uqa4QRON"
        + "IpdkQtyquhQbe5SirhVCtZSDgqhXCIWykHKELSqFagbJUlbUKXIqhXKkG1CJrCpUxrCxDFXxigrJMprOA7Z9iACvugADmAEAAoM0AUpMmypU6klLJCR2lSphCRvhKriFR8XckU4UJDvOB1"
        + "MA";

    [Theory]
    [InlineData("QlpoORdyRThQkAAAAAA=", "")]
    [InlineData("QlpoOTFBWSZTWcnizvwAABsTgEABBAA////wIABwUAA0AAAilNTTRowmhtTbUkJkkp6SU8JVISqaJ3T2kJskJsJZLk3ThNUsnRPiQlySm6UTJKpwlE1T8lkokpKaK8pyn8XckU4UJDJ4s78A", "The quick brown fox jumps over the lazy dog. ", 5)]
    [InlineData("QlpoOTFBWSZTWUncT2MAAAGBAaAAAIAACCAAIKptQZi6g8XckU4UJBJ3E9jAQlpoOTFBWSZTWbLFO5EAAACBAAYBIAAhmBmEYXckU4UJCyxTuRA=", "a", 1000, "end")]
    public void Decompress_DataOfPython_GivesItBack(string packed, string text, int times = 1, string end = "") =>
        Assert.Equal(string.Concat(Enumerable.Repeat(text, times)) + end, Encoding.ASCII.GetString(Bzip2.Decompress(Convert.FromBase64String(packed), 10_000)));

    [Fact]
    public void Decompress_SeveralBlocks_GivesThemAll()
    {
        var bytes = Bzip2.Decompress(Convert.FromBase64String(Blocks), 250_000);
        Assert.Equal([.. Enumerable.Range(0, 250_000).Select(i => (byte)(i % 2 == 1 ? i / 9000 % 7 : i / 5000 % 3))], bytes);
        Assert.Equal("0d7a199123843d64addbdeb54600186cb240e469746d4d400a780263ed0cd9ad", Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public void Decompress_MoreThanAllowed_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => Bzip2.Decompress(Convert.FromBase64String(Blocks), 249_999));

    [Fact]
    public void Decompress_CutOff_IsRefused()
    {
        var whole = Convert.FromBase64String(Blocks);
        for (var length = 0; length < whole.Length; length += 7)
        {
            Assert.Throws<InvalidDataException>(() => Bzip2.Decompress(whole.AsSpan(0, length), 1 << 20));
        }
    }

    [Fact]
    public void Decompress_Mutated_IsRefusedOrTheSame()
    {
        var (whole, plain) = (Convert.FromBase64String(Blocks), Bzip2.Decompress(Convert.FromBase64String(Blocks), 1 << 20));
        Fuzz.Read(whole, bytes => Assert.Equal(plain, FileStreams.Guard("file", "bzip2 data", () => Bzip2.Decompress(bytes, 1 << 20))), rounds: 300);
    }
}
