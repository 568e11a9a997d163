using System.Text;
using Striate.Kernels;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Networks.Tests.WeightFiles;

public sealed class SafetensorsHostileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("striate-hostile-");

    private string Target => Path.Combine(_folder.FullName, "net.safetensors");

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string, int, string> Headers() => new()
    {
        { "", 0, "the header is not valid JSON: The input does not contain any JSON tokens" },
        { "[]", 0, "header is StartArray in JSON, expected StartObject" },
        { "{", 0, "the header is not valid JSON: " },
        { "{} x", 0, "the header is not valid JSON: 'x' is invalid after a single JSON value" },
        { "{\"a\nb\":1}", 0, "the header is not valid JSON: '0x0A' is invalid within a JSON string" },
        { """{"\ud800":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 4, "the header is not valid JSON: " },
        { """{"a":{"x":[[[[[[[[[[]]]]]]]]]]}}""", 0, "the header is not valid JSON: The maximum configured depth of 8 has been exceeded" },
        { """{"a":5}""", 0, "tensor 'a' is Number in JSON, expected StartObject" },
        { """{"a\nb":5}""", 0, "tensor 'a?b' is Number in JSON, expected StartObject" },
        { """{"__metadata__":{"k":1}}""", 0, "__metadata__ 'k' is Number in JSON, expected String" },
        { """{"__metadata__":{"k":"1","k":"2"}}""", 0, "__metadata__ has 'k' twice" },
        { """{"a":{}}""", 0, "tensor 'a' lacks its dtype, its shape or its two data_offsets" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "tensor 'a' lacks its dtype, its shape or its two data_offsets" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "tensor 'a', data_offsets has more than 2 numbers" },
        { """{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has 'dtype' twice" },
        { """{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has the unknown dtype 'F31'" },
        { """{"a":{"dtype":"0","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has the unknown dtype '0'" },
        { """{"a":{"dtype":null,"shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a', dtype is Null in JSON, expected String" },
        { """{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "tensor 'a', shape holds something other than whole numbers from 0 to " },
        { """{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "tensor 'a', shape holds something other than whole numbers from 0 to " },
        { """{"a":{"dtype":"F32","shape":["NaN"],"data_offsets":[0,4]}}""", 4, "tensor 'a', shape holds something other than whole numbers from 0 to " },
        { """{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", 4, "tensor 'a', shape holds something other than whole numbers from 0 to " },
        { """{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4, "tensor 'a', shape has more than 6 numbers" },
        { """{"a":{"dtype":"F32","shape":[4294967297],"data_offsets":[0,4]}}""", 4, "tensor 'a' has the shape [4294967297] of more than 2147483591 numbers" },
        { """{"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,0]}}""", 0, "tensor 'a' has the shape [65536, 65536, 65536, 65536] of more than 2147483591 numbers" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 'a' has 4 bytes, expected 8 for F32 [2]" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "tensor 'a' lies at bytes 4 to 0 of 4" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "tensor 'a' lies at bytes 0 to 8 of 7" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775803,9223372036854775807]}}""", 4, "tensor 'a' lies at bytes 9223372036854775803 to " },
        { """{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", 4, "tensor 'b' overlaps the tensor before it: it begins at byte 2, expected 3" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", 4, "tensor 'b' leaves a hole before it: it begins at byte 2, expected 1" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "header has 'a' twice" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 2, "its tensors take 1 bytes, but 2 follow the header" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Read_BadHeader_OneLineThatSaysWhat(string json, int dataLength, string expected)
    {
        var header = Encoding.UTF8.GetBytes(json);
        File.WriteAllBytes(Target, [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. new byte[dataLength]]);
        AssertError(expected);
    }

    [Theory]
    [InlineData(0, 0UL, "has 0 bytes, expected at least 8")]
    [InlineData(7, 0UL, "has 7 bytes, expected at least 8")]
    [InlineData(20, 13UL, "promises a header of 13 bytes, but 12 follow and at most 100000000 are read")]
    [InlineData(20, ulong.MaxValue, "promises a header of 18446744073709551615 bytes, but 12 follow and at most 100000000 are read")]
    [InlineData(20, 1UL << 63, "promises a header of 9223372036854775808 bytes, but 12 follow and at most 100000000 are read")]
    public void Read_BadLength_OneLineThatSaysWhat(int fileLength, ulong headerLength, string expected)
    {
        byte[] bytes = [.. BitConverter.GetBytes(headerLength), .. new byte[12]];
        File.WriteAllBytes(Target, bytes[..fileLength]);
        AssertError(expected);
    }

    [Fact]
    public void Read_TerabyteHeaderInSparseFile_NothingIsAllocatedForIt()
    {
        using (var stream = File.Create(Target))
        {
            stream.Write(BitConverter.GetBytes(1UL << 33));
            stream.SetLength(1L << 34);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertError("promises a header of 8589934592 bytes, but 17179869176 follow and at most 100000000 are read");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Read_Folder_OneLineThatSaysWhat()
    {
        Directory.CreateDirectory(Target);
        AssertError("is a folder or may not be read");
    }

    [Fact]
    public void Read_NotUtf8_OneLineThatSaysWhat()
    {
        byte[] header = [.. "{\""u8, 0xFF, 0xFE, .. "\":1}"u8];
        File.WriteAllBytes(Target, [.. BitConverter.GetBytes((ulong)header.Length), .. header]);
        AssertError("the header is not valid JSON: ");
    }

    [Fact]
    public void Read_DamagedFiles_FormatErrorsAloneAndBoundedMemory()
    {
        SafetensorsFile.Write(
            Target,
            [("conv1.weight", Tensor.Normal([6, 1, 5, 5], new Rng(1))), ("conv1.bias", Tensor.Zeros([6])), ("empty", Tensor.Zeros([0, 4]))],
            new Dictionary<string, string> { ["format"] = "pt" });
        var good = File.ReadAllBytes(Target);
        var headerLength = (int)BitConverter.ToUInt64(good);
        var rng = new Rng(7);
        var refused = 0;
        var (before, peak) = (GC.GetAllocatedBytesForCurrentThread(), ResidentMemory.Peak);
        const int Rounds = 3000;
        for (var round = 0; round < Rounds; round++)
        {
            File.WriteAllBytes(Target, Damage(good, headerLength, rng));
            try
            {
                using var file = SafetensorsFile.Read(Target);
                foreach (var tensor in file.Tensors)
                {
                    tensor.ReadFloats(new float[tensor.Shape.Size]);
                }
            }
            catch (FileFormatException error)
            {
                refused++;
                Assert.StartsWith(Target, error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain(error.Message, char.IsControl);
                Assert.InRange(error.Message.Length, 0, Target.Length + 400);
            }
        }

        Assert.InRange(refused, Rounds / 2, Rounds);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rounds * 100_000L);
        Assert.InRange(ResidentMemory.Peak - peak, 0, 256_000_000);
    }

    private static byte[] Damage(byte[] good, int headerLength, Rng rng)
    {
        var bytes = good.ToArray();
        switch (rng.NextInt(5))
        {
            case 0:
                return bytes[..rng.NextInt(bytes.Length)];
            case 1:
                for (var flips = rng.NextInt(4); flips >= 0; flips--)
                {
                    bytes[rng.NextInt(8 + headerLength)] ^= (byte)(1 << rng.NextInt(8));
                }

                return bytes;
            case 2:
                BitConverter.TryWriteBytes(bytes, rng.NextBits() >> rng.NextInt(64));
                return bytes;
            case 3:
                return [.. bytes, .. new byte[1 + rng.NextInt(9)]];
            default:
                // A digit of the header becomes a number of any size, and the header's length is set right.
                var json = Encoding.UTF8.GetString(bytes, 8, headerLength);
                var digits = Enumerable.Range(0, json.Length).Where(i => char.IsAsciiDigit(json[i])).ToList();
                var place = digits[rng.NextInt(digits.Count)];
                var number = (rng.NextBits() >> rng.NextInt(64)).ToString(System.Globalization.CultureInfo.InvariantCulture);
                var header = Encoding.UTF8.GetBytes(json[..place] + number + json[(place + 1)..]);
                return [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. bytes[(8 + headerLength)..]];
        }
    }

    private void AssertError(string expected)
    {
        var error = Assert.Throws<FileFormatException>(() => SafetensorsFile.Read(Target));
        Assert.StartsWith($"{Target}: {expected}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }
}
