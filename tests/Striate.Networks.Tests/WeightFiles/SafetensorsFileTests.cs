using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Striate.Kernels;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Networks.Tests.WeightFiles;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("striate-safetensors-");

    private string Target => Path.Combine(_folder.FullName, "net.safetensors");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_FileMadeByHand_EverythingIsThere()
    {
        Save("""{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[1,2],"data_offsets":[2,10]},"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""",
            [7, 9, 0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0]);
        using var file = SafetensorsFile.Read(Target);
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal(["a U8 [2]", "b F32 [1, 2]"], file.Tensors.Select(t => t.ToString()));
        Assert.Equal([1f, -2.5f], Floats(file["b"]));
        var bytes = new byte[2];
        file["a"].ReadBytes(bytes);
        Assert.Equal([7, 9], bytes);
        Assert.Null(file.Find("c"));
    }

    [Fact]
    public void ReadFloats_EveryFloatType_Converted()
    {
        // 1 and -2.5 in each type, by the definitions of the formats.
        Save("""
            {"bf":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},"h":{"dtype":"F16","shape":[2],"data_offsets":[4,8]},
            "f":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},"d":{"dtype":"F64","shape":[2],"data_offsets":[16,32]}}
            """,
            [
                0x80, 0x3F, 0x20, 0xC0,
                0x00, 0x3C, 0x00, 0xC1,
                0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0,
                0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0x04, 0xC0,
            ]);
        using var file = SafetensorsFile.Read(Target);
        Assert.All(file.Tensors, tensor => Assert.Equal([1f, -2.5f], Floats(tensor)));
    }

    [Fact]
    public void ReadFloats_LongHalfTensor_AllChunksInPlace()
    {
        const int Length = 100_003;
        var data = new byte[Length * 2];
        for (var i = 0; i < Length; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(data.AsSpan(2 * i), (Half)(i % 2039));
        }

        Save($$$"""{"h":{"dtype":"F16","shape":[{{{Length}}}],"data_offsets":[0,{{{data.Length}}}]}}""", data);
        using var file = SafetensorsFile.Read(Target);
        Assert.Equal(Enumerable.Range(0, Length).Select(i => (float)(i % 2039)), Floats(file["h"]));
    }

    [Theory]
    [InlineData("I64", 8)]
    [InlineData("U32", 4)]
    [InlineData("I16", 2)]
    [InlineData("I8", 1)]
    [InlineData("BOOL", 1)]
    public void ReadFloats_Integers_Converted(string type, int size)
    {
        Save($$$"""{"n":{"dtype":"{{{type}}}","shape":[],"data_offsets":[0,{{{size}}}]}}""", [1, .. new byte[size - 1]]);
        using var file = SafetensorsFile.Read(Target);
        Assert.Equal([1f], Floats(file["n"]));
        Assert.Equal(size, file["n"].ByteLength);
    }

    [Fact]
    public void ReadFloats_WrongRoom_Error()
    {
        SafetensorsFile.Write(Target, [("w", Tensor.Zeros([2, 3]))]);
        using var file = SafetensorsFile.Read(Target);
        var error = Assert.Throws<ShapeException>(() => file["w"].ReadFloats(new float[5]));
        Assert.Equal("w: room for 5 was given, expected 6 for F32 [2, 3].", error.Message);
        var missing = Assert.Throws<FileFormatException>(() => file["v"]);
        Assert.Equal($"{Target}: holds no tensor 'v' among its 1. Check that it belongs to this network.", missing.Message);
    }

    [Fact]
    public void ReadFloats_FileCutAfterOpening_Error()
    {
        SafetensorsFile.Write(Target, [("w", Tensor.Zeros([1000]))]);
        using var file = SafetensorsFile.Read(Target);
        using (var stream = new FileStream(Target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.SetLength(stream.Length - 100);
        }

        var error = Assert.Throws<FileFormatException>(() => Floats(file["w"]));
        Assert.EndsWith("100 bytes early. It was cut short while it was read; read it again.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OneTensor_BytesOfTheSpecification()
    {
        SafetensorsFile.Write(Target, [("ä", Tensor.From([1, 2], [2]))], new Dictionary<string, string> { ["k"] = "v" });
        const string Json = """{"__metadata__":{"k":"v"},"ä":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";
        var padded = Encoding.UTF8.GetBytes(Json).Concat(Enumerable.Repeat((byte)' ', 7)).ToArray();
        padded = padded[..(padded.Length / 8 * 8)];
        byte[] expected = [(byte)padded.Length, 0, 0, 0, 0, 0, 0, 0, .. padded, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40];
        Assert.Equal(expected, File.ReadAllBytes(Target));
    }

    [Fact]
    public void Write_OtherOrderAndLayout_SameBytes()
    {
        var a = Tensor.Normal([2, 3, 4, 5], new Rng(1));
        var b = Tensor.Normal([7], new Rng(2));
        SafetensorsFile.Write(Target, [("a", a), ("b", b)], new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" });
        var other = Path.Combine(_folder.FullName, "other");
        var channelsLast = Tensor.Uninitialized(a.Shape, Layout.ChannelsLast);
        channelsLast.CopyFrom(a.ToArray());
        SafetensorsFile.Write(other, [("b", b), ("a", channelsLast)], new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" });
        Assert.Equal(File.ReadAllBytes(Target), File.ReadAllBytes(other));
    }

    [Fact]
    public void Write_AnyTensors_ReadBackEqual()
    {
        var shapes = Gen.Int[0, 4].Array[0, Shape.MaxRank].Select(sizes => Shape.Of(sizes));
        var names = Gen.String[Gen.Char['\0', '\ud7ff'], 0, 12].Where(name => name != "__metadata__");
        var tensors = Gen.Select(shapes, Gen.ULong).Select((shape, seed) => Tensor.Normal(shape, new Rng(seed)));
        Gen.Select(Gen.Dictionary(names, tensors)[0, 6], Gen.Dictionary(names, names)[0, 3]).Sample(
            (written, metadata) =>
            {
                SafetensorsFile.Write(Target, written.Select(item => (item.Key, item.Value)), metadata);
                using var file = SafetensorsFile.Read(Target);
                Assert.Equal(metadata.OrderBy(item => item.Key, StringComparer.Ordinal), file.Metadata);
                Assert.Equal(written.Keys.Order(StringComparer.Ordinal), file.Tensors.Select(t => t.Name).Order(StringComparer.Ordinal));
                foreach (var (name, tensor) in written)
                {
                    Assert.Equal(tensor.Shape, file[name].Shape);
                    Assert.Equal(tensor.ToArray(), Floats(file[name]));
                }
            },
            iter: 300,
            threads: 1);
    }

    [Theory]
    [InlineData("__metadata__")]
    [InlineData("twice")]
    public void Write_BadName_Error(string name)
    {
        var tensor = Tensor.Zeros([1]);
        var error = Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Target, [("twice", tensor), (name, tensor)]));
        Assert.Equal($"Safetensors: the tensor name '{name}' is reserved or occurs twice. Give each tensor its own name.", error.Message);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void Write_WhileTheOldFileIsOpen_ReaderKeepsTheOldNumbers()
    {
        SafetensorsFile.Write(Target, [("w", Tensor.Full([9], 1))]);
        using var file = SafetensorsFile.Read(Target);
        SafetensorsFile.Write(Target, [("w", Tensor.Full([9], 2))]);
        Assert.All(Floats(file["w"]), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Read_PublishedWeights_EveryParameterIsThere()
    {
        using var file = SafetensorsFile.Read(SharedData.Find("weights/squeezenet1_0.safetensors"));
        Assert.Equal(1_248_424, file.Tensors.Sum(tensor => tensor.Shape.Size));
        Assert.All(file.Tensors, tensor => Assert.All(Floats(tensor), value => Assert.True(float.IsFinite(value))));
    }

    private static float[] Floats(StoredTensor entry)
    {
        var values = new float[entry.Shape.Size];
        entry.ReadFloats(values);
        return values;
    }

    private void Save(string json, byte[] data)
    {
        var header = Encoding.UTF8.GetBytes(json);
        File.WriteAllBytes(Target, [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. data]);
    }
}
