using System.Text;
using CsCheck;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Networks.Tests.WeightFiles;

/// <summary>Files that PyTorch and NumPy wrote, by make_weights.py, hold the numbers of its rule.</summary>
public class WeightsFileTests
{
    // Name, type, shape and the rule of the numbers.
    private static readonly (string Name, ElementType Type, Shape Shape, Func<int, float> Number)[] State =
    [
        ("float", ElementType.F32, [2, 3, 4], Rule),
        ("double", ElementType.F64, [2, 3], Rule),
        ("half", ElementType.F16, [2, 3], Rule),
        ("bfloat", ElementType.BF16, [2, 3], Rule),
        ("parameter", ElementType.F32, [5], Rule),
        ("scalar", ElementType.F32, [], _ => 2.5f),
        ("empty", ElementType.F32, [0, 3], Rule),
        ("transposed", ElementType.F32, [3, 4], i => Rule((i % 4 * 3) + (i / 4))),
        ("channels_last", ElementType.F32, [2, 3, 4, 5], Rule),
        ("first_part", ElementType.F32, [10], Rule),
        ("last_part", ElementType.F32, [2, 7], i => Rule(10 + i)),
        ("every_second", ElementType.F32, [12], i => Rule(1 + (2 * i))),
        ("expanded", ElementType.F32, [2, 3], i => 1 + (i / 3)),
        ("long", ElementType.I64, [3], Whole),
        ("int", ElementType.I32, [3], Whole),
        ("short", ElementType.I16, [3], Whole),
        ("char", ElementType.I8, [3], Whole),
        ("byte", ElementType.U8, [3], Whole),
        ("bool", ElementType.BOOL, [3], i => 1 - (i % 2)),
    ];

    public static string Fixture(string name) => Path.Combine(Repository.Root, "tests", "Striate.Networks.Tests", "WeightFiles", "Fixtures", name);

    [Theory]
    [InlineData("zip.pt")]
    [InlineData("zip4.pt")]
    [InlineData("old.pt")]
    public void Open_StateDictionary_HoldsEveryTensor(string name)
    {
        using var file = WeightsFile.Open(Fixture(name));
        Assert.Equal(State.Select(s => $"{s.Name} {s.Type} {s.Shape}"), file.Tensors.Select(t => t.ToString()));
        Assert.All(State, expected => Assert.Equal(Expected(expected.Shape, expected.Number), Floats(file[expected.Name])));
    }

    [Theory]
    [InlineData("arrays.npz")]
    [InlineData("packed.npz")]
    public void Open_ArchiveOfArrays_HoldsEveryArray(string name)
    {
        using var file = WeightsFile.Open(Fixture(name));
        (string Name, ElementType Type, Shape Shape, Func<int, float> Number)[] arrays =
        [
            .. State.Where(s => s.Name is "float" or "double" or "half" or "scalar" or "empty" or "transposed"),
            ("big", ElementType.F32, [2, 3, 4], Rule),
            ("long", ElementType.I64, [3], Whole),
            ("ushort", ElementType.U16, [3], Whole),
            ("bool", ElementType.BOOL, [3], i => 1 - (i % 2)),
        ];
        Assert.Equal(arrays.Select(s => $"{s.Name} {s.Type} {s.Shape}"), file.Tensors.Select(t => t.ToString()));

        // In another order than that of the file, too.
        Assert.All(arrays.Concat(arrays.Reverse()), expected => Assert.Equal(Expected(expected.Shape, expected.Number), Floats(file[expected.Name])));
    }

    [Theory]
    [InlineData("version1")]
    [InlineData("version2")]
    [InlineData("version3")]
    public void Open_SingleArray_BearsTheNameOfItsFile(string name)
    {
        using var file = WeightsFile.Open(Fixture($"{name}.npy"));
        Assert.Equal(Expected([2, 3, 4], Rule), Floats(file[name]));
    }

    [Fact]
    public void Open_ArrayOfAnyShapeTypeAndOrder_IsReadAsItWasWritten()
    {
        var path = Path.Combine(Path.GetTempPath(), $"striate-{Guid.NewGuid():N}.npy");
        var shapes = Gen.Int[0, 4].Array[0, Shape.MaxRank].Select(sizes => Shape.Of(sizes));
        try
        {
            Gen.Select(shapes, Gen.Bool, Gen.Bool, Gen.Int[0, 2].Select(i => new[] { "f4", "f8", "i2" }[i])).Sample(
                (shape, isFortran, isBigEndian, type) =>
                {
                    var sizes = string.Concat(shape.Select(size => $"{size}, "));
                    var header = $"{{'descr': '{(isBigEndian ? '>' : '<')}{type}', 'fortran_order': {isFortran}, 'shape': ({sizes}), }}\n";
                    var numbers = Enumerable.Range(0, shape.Size).Select(i => isFortran ? RowMajorIndex(i, shape) : i).SelectMany(i => Bytes(i, type, isBigEndian));
                    File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. numbers]);
                    using var file = WeightsFile.Open(path);
                    var tensor = Assert.Single(file.Tensors);
                    Assert.Equal(shape, tensor.Shape);
                    Assert.Equal(Enumerable.Range(0, shape.Size).Select(i => (float)i), Floats(tensor));
                },
                threads: 1, iter: 300);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("checkpoint.pth")]
    [InlineData("checkpoint_old.pth")]
    public void Load_CheckpointOfAWrappedNetwork_FindsItsWeights(string name)
    {
        var network = new Sequential(new Conv2d(1, 2, 3), new BatchNorm2d(2));
        Weights.Load(network, Fixture(name));
        Assert.All(Weights.Of(network), weights => Assert.Equal(Expected(weights.Tensor.Shape, Rule), weights.Tensor.ToArray()));
    }

    [Fact]
    public void Match_PartsThatDiffer_AreListedAndTheOthersLoaded()
    {
        var network = new Sequential(new Conv2d(1, 2, 3), new BatchNorm2d(3), new Linear(1, 1));
        using var file = WeightsFile.Open(Fixture("checkpoint.pth"));
        var match = WeightsMatch.Of(network, file, name => name.EndsWith("0.bias", StringComparison.Ordinal));
        Assert.Equal(["0.bias", "2.weight", "2.bias"], match.Missing);
        Assert.Equal(["1.weight", "1.bias", "1.running_mean", "1.running_var"], match.OtherShape.Select(item => item.Name));
        Assert.Empty(match.Unexpected);
        Assert.Throws<FileFormatException>(() => match.Check(name => name != "2.bias"));
        match.Check(_ => true);
        Assert.Throws<FileFormatException>(() => match.Load(name => name.StartsWith("2.", StringComparison.Ordinal)));
        Assert.NotEqual(Expected([2, 1, 3, 3], Rule), network.Parameters().First().Parameter.Value.ToArray());
        match.Load(name => name != "0.weight");
        Assert.Equal(Expected([2, 1, 3, 3], Rule), network.Parameters().First().Parameter.Value.ToArray());
    }

    [Fact]
    public void ReadBytes_OfAnyOrder_RowMajorAndLittleEndian()
    {
        using var file = WeightsFile.Open(Fixture("arrays.npz"));
        foreach (var name in new[] { "transposed", "big" })
        {
            var bytes = new byte[file[name].ByteLength];
            file[name].ReadBytes(bytes);
            Assert.Equal(Floats(file[name]), Enumerable.Range(0, bytes.Length / 4).Select(i => BitConverter.ToSingle(bytes, 4 * i)));
        }
    }

    [Fact]
    public void Open_FileOfSomethingElse_SaysWhatIsRead()
    {
        var path = Fixture("make_weights.py");
        var error = Assert.Throws<FileFormatException>(() => WeightsFile.Open(path));
        Assert.EndsWith(
            "bytes that are no weights. Name a safetensors file, a .pt or .pth file that torch.save wrote, or a .npz or .npy file.",
            error.Message, StringComparison.Ordinal);
    }

    // Where a number that stands at a place in Fortran's order, the first axis fastest, stands in C's.
    private static int RowMajorIndex(int place, Shape shape)
    {
        var (index, stride) = (0, shape.Size);
        foreach (var size in shape)
        {
            stride /= size;
            index += place % size * stride;
            place /= size;
        }

        return index;
    }

    private static byte[] Bytes(int number, string type, bool isBigEndian)
    {
        var bytes = type switch { "f4" => BitConverter.GetBytes((float)number), "f8" => BitConverter.GetBytes((double)number), _ => BitConverter.GetBytes((short)number) };
        return isBigEndian ? [.. bytes.Reverse()] : bytes;
    }

    private static float Rule(int i) => (i / 8f) - 1;

    private static float Whole(int i) => i == 2 ? 100 : i;

    private static float[] Expected(Shape shape, Func<int, float> number) => [.. Enumerable.Range(0, shape.Size).Select(number)];

    private static float[] Floats(StoredTensor tensor)
    {
        var values = new float[tensor.Shape.Size];
        tensor.ReadFloats(values);
        return values;
    }
}
