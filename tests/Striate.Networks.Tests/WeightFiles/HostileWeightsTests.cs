using System.IO.Compression;
using System.Text;
using Striate.Kernels;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Networks.Tests.WeightFiles;

/// <summary>Files of PyTorch and NumPy that are damaged or mean harm: one line that says what, bounded memory, and nothing done.</summary>
public sealed class HostileWeightsTests : IDisposable
{
    private const string Ask = "Load it in PyTorch and store its weights anew: torch.save(model.state_dict(), path).";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("striate-hostile-");

    private string Target => Path.Combine(_folder.FullName, "net.pt");

    public static TheoryData<string, string> Pickles() => new()
    {
        { "", "ends in the middle of what torch.save wrote" },
        { "\u0080\u0002", "ends in the middle of what torch.save wrote" },
        { "\u0080\u0001N.", "the pickle has the instruction 0x80, which plain values in protocols 2 to 5 do without" },
        { "I1\n.", "the pickle has the instruction 0x49, which plain values in protocols 2 to 5 do without" },
        { "N.", "holds no dictionary of tensors" },
        { "}.", "holds no dictionary of tensors" },
        { "}U\u0001aK\u0001s.", "holds no dictionary of tensors" },
        { ".", "the pickle is damaged" },
        { "0.", "the pickle is damaged" },
        { "t.", "the pickle is damaged" },
        { "(N0(0.", "the pickle is damaged" },
        { "Na.", "the pickle is damaged" },
        { "}(Nu.", "the pickle is damaged" },
        { "h\u0005.", "the pickle is damaged" },
        { "Nq\u0005.", "the pickle is damaged" },
        { "NNR.", "the pickle is damaged" },
        { "Nb.", "the pickle is damaged" },
        { "X\u00ff\u00ff\u00ff\u00ff.", "the pickle has more than 33554432 bytes" },
        { "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.", "the pickle has more than 33554432 bytes" },
        { "X\u00ff\u0000\u0000\u0000abc", "ends in the middle of what torch.save wrote" },
        { "cos\nsystem\n(U\u0002lstR.", $"the pickle asks for 'os.system', and only tensors and plain containers are read. {Ask}" },
        { "U\u0002osU\u0006system\u0093.", "the pickle asks for 'os.system', and only tensors and plain containers are read" },
        { "cbuiltins\neval\n.", "the pickle asks for 'builtins.eval', and only tensors and plain containers are read" },
        { "ctorch\nload\n.", "the pickle asks for 'torch.load', and only tensors and plain containers are read" },
        { "c__main__\nNet\n)\u0081.", "the pickle asks for '__main__.Net', and only tensors and plain containers are read" },
        { "cnumpy.core.multiarray\nscalar\n.", "the pickle asks for 'numpy.core.multiarray.scalar', and only tensors and plain containers are read" },
        { "ccollections\nOrderedDict\n(K\u0001tR.", "the pickle gives collections.OrderedDict other arguments than torch.save does" },
        { "ctorch._utils\n_rebuild_tensor_v2\n)R.", "the pickle gives torch._utils._rebuild_tensor other arguments than torch.save does" },
        { "U\u0007storageQ.", "the pickle names something beside it that is no storage of a tensor" },
        { Tensor("FloatStorage", "../../../etc/passwd", 0, 2, 1), "tensor 'w' lies in the storage '../../../etc/passwd', which is not there" },
        { Tensor("FloatStorage", "0", 0, 7, 1), "tensor 'w' [7] of F32 reaches beyond the 24 bytes of its storage" },
        { Tensor("FloatStorage", "0", 1, 6, 1), "tensor 'w' [6] of F32 reaches beyond the 24 bytes of its storage" },
        { Tensor("FloatStorage", "0", 0, 4, 2), "tensor 'w' [4] of F32 reaches beyond the 24 bytes of its storage" },
        { Tensor("DoubleStorage", "0", 0, 4, 1), "tensor 'w' [4] of F64 reaches beyond the 24 bytes of its storage" },
        { Tensor("FloatStorage", "0", 0, int.MaxValue, int.MaxValue), "tensor 'w' has the shape [2147483647] of more than 6 axes or 2147483591 numbers" },
        { Tensor("FloatStorage", "0", 0, 2_000_000_000, 0), "tensor 'w' [2000000000] is spread over 8000000000 bytes, and at most 2147483591 are read" },
        { Tensor("FloatStorage", "0", 0, -1, 1), "the pickle gives torch._utils._rebuild_tensor other arguments than torch.save does" },
        { Tensor("FloatStorage", "0", 0, 1, 1, "t\u0085"), "the pickle gives torch._utils._rebuild_tensor other arguments than torch.save does" },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Pickles))]
    public void Open_BadPickle_OneLineThatSaysWhat(string pickle, string expected)
    {
        WriteArchive(("net/data.pkl", Encoding.Latin1.GetBytes(pickle)), ("net/data/0", new byte[24]));
        AssertError(expected);
    }

    [Fact]
    public void Open_TensorThatFits_IsRead()
    {
        WriteArchive(("net/data.pkl", Encoding.Latin1.GetBytes(Tensor("FloatStorage", "0", 1, 3, 2))), ("net/data/0", new byte[24]));
        using var file = WeightsFile.Open(Target);
        Assert.Equal(["w F32 [3]"], file.Tensors.Select(t => t.ToString()));
    }

    [Theory]
    [InlineData("code.pt")]
    [InlineData("code_old.pt")]
    public void Open_PickleWithCode_NamesItAndRunsNothing(string name)
    {
        var path = WeightsFileTests.Fixture(name);
        var error = Assert.Throws<FileFormatException>(() => WeightsFile.Open(path));
        Assert.Equal($"{path}: the pickle asks for 'posix.system', and only tensors and plain containers are read. {Ask}", error.Message);
        Assert.False(File.Exists("/tmp/striate-was-here"));
    }

    [Theory]
    [InlineData(']', "the pickle has more than 2097152 instructions")]
    [InlineData('\u0000', "the pickle has the instruction 0x00, which plain values in protocols 2 to 5 do without")]
    public void Open_PickleThatUnpacksToFarMore_IsGivenUp(char instruction, string expected)
    {
        var bomb = new byte[1 << 26];
        bomb.AsSpan().Fill((byte)instruction);
        WriteArchive(CompressionLevel.Fastest, ("net/data.pkl", bomb));
        bomb = null;
        AssertBounded(300_000_000, () => AssertError(expected));
    }

    [Fact]
    public void Open_ArrayThatUnpacksToFarMore_TakesNoMemory()
    {
        byte[] header = [0x93, .. "NUMPY"u8, 1, 0, 80, 0, .. Encoding.ASCII.GetBytes("{'descr': '<f4', 'fortran_order': False, 'shape': (16777216,), }".PadRight(80))];
        WriteArchive(CompressionLevel.Fastest, ("w.npy", [.. header, .. new byte[1 << 26]]));
        AssertBounded(1_000_000, () =>
        {
            using var file = WeightsFile.Open(Target);
            Assert.Equal([1 << 24], file["w"].Shape);
            var error = Assert.Throws<FileFormatException>(() => Weights.Load(new Linear(1, 1), file, _ => false));
            Assert.Contains("missing weight, bias; unexpected w.", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Open_PackedStorage_Refused()
    {
        WriteArchive(CompressionLevel.Fastest, ("net/data.pkl", Encoding.Latin1.GetBytes(Tensor("FloatStorage", "0", 0, 6, 1))), ("net/data/0", new byte[24]));
        AssertError("the storage '0' is packed, and torch.save stores them as they are");
    }

    [Fact]
    public void Open_DictionaryThatHoldsItself_IsNoEndlessWalk()
    {
        // Eight usual names, each of which leads back.
        var names = new[] { "state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "params" };
        var pickle = "}q\u0000(" + string.Concat(names.Select(name => $"U{(char)name.Length}{name}h\u0000")) + "u.";
        WriteArchive(("net/data.pkl", Encoding.Latin1.GetBytes(pickle)));
        AssertError("holds no dictionary of tensors");
    }

    [Fact]
    public void Open_ArchiveOfOtherThings_SaysSo()
    {
        WriteArchive(("../../evil.txt", [1]));
        AssertError("the archive holds no weights: neither data.pkl, as of torch.save, nor arrays, as of numpy.savez");
        Assert.Single(_folder.GetFileSystemInfos("*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Open_OneNameTwice_SaysSo()
    {
        WriteArchive(("a.npy", [1]), ("a.npy", [1]));
        AssertError("the archive holds 'a.npy' twice");
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 8, "has elements of the type '|O': numbers alone are read, no objects, texts or complex numbers")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", 8, "has elements of the type '<c8'")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", 4, "has a header without a plain descr, fortran_order and shape: arrays of numbers alone are read")]
    [InlineData("{'descr': '<f4', 'shape': (1,), }", 4, "has a header without a plain descr, fortran_order and shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", 4, "has a header without a plain descr, fortran_order and shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }", 4, "has the shape (99999999999,) of more than 6 axes or 2147483591 numbers")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), }", 4, "has the shape (65536, 65536) of more than 6 axes or 2147483591 numbers")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1), }", 4, "has the shape (1,1,1,1,1,1,1) of more than 6 axes or 2147483591 numbers")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 7, "has 74 bytes, expected 75 for F32 [2]")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 9, "has 76 bytes, expected 75 for F32 [2]")]
    public void Open_BadArray_OneLineThatSaysWhat(string header, int dataLength, string expected)
    {
        var path = Path.Combine(_folder.FullName, "w.npy");
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[dataLength]]);
        var error = Assert.Throws<FileFormatException>(() => WeightsFile.Open(path));
        Assert.StartsWith($"{path}: array 'w' {expected}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Store it as float32 with numpy.save or numpy.savez.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip.pt", 500)]
    [InlineData("old.pt", 500)]
    [InlineData("checkpoint_old.pth", 300)]
    [InlineData("arrays.npz", 500)]
    [InlineData("packed.npz", 500)]
    [InlineData("version2.npy", 300)]
    public void Open_DamagedFile_FormatErrorsAloneAndBoundedMemory(string name, int rounds) => Damage(WeightsFileTests.Fixture(name), rounds);

    [Fact]
    public void Open_DamagedRealFile_FormatErrorsAloneAndBoundedMemory() => Damage(SharedData.Find("weights/cifar_resnet20.th"), rounds: 100);

    [Theory]
    [InlineData("zip.pt")]
    [InlineData("arrays.npz")]
    [InlineData("packed.npz")]
    public void ReadFloats_AnyByteChanged_GivesTheTrueNumbersOrAnError(string name)
    {
        var good = File.ReadAllBytes(WeightsFileTests.Fixture(name));
        var numbers = ReadAll(WeightsFileTests.Fixture(name));
        var refused = 0;
        for (var place = 0; place < good.Length; place += 7)
        {
            var bytes = good.ToArray();
            bytes[place] ^= 0x10;
            File.WriteAllBytes(Target, bytes);
            try
            {
                Assert.All(ReadAll(Target), read => Assert.True(!numbers.TryGetValue(read.Key, out var expected) || expected.SequenceEqual(read.Value)));
            }
            catch (FileFormatException error)
            {
                refused += error.Message.Contains("is damaged: the checksum of '", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        Assert.InRange(refused, good.Length / 140, good.Length);
    }

    [Fact]
    public void ReadFloats_PartOfAStorageThatIsDamagedElsewhere_SaysSo()
    {
        WriteArchive(("net/data.pkl", Encoding.Latin1.GetBytes(Tensor("FloatStorage", "0", 0, 2, 1))), ("net/data/0", [.. "a storage of 24 bytes..."u8]));
        var bytes = File.ReadAllBytes(Target);
        bytes[bytes.AsSpan().IndexOf("bytes..."u8)] = (byte)'B';
        File.WriteAllBytes(Target, bytes);
        using var file = WeightsFile.Open(Target);
        Assert.Equal(
            $"{Target}: is damaged: the checksum of 'net/data/0' is 6f93a34a, expected 96e5c11c. Fetch it again.",
            Assert.Throws<FileFormatException>(() => file["w"].ReadFloats(new float[2])).Message);
    }

    [Fact]
    public void ReadFloats_ArchiveWithoutChecksums_IsRead()
    {
        var bytes = File.ReadAllBytes(WeightsFileTests.Fixture("arrays.npz"));
        ClearChecksums(bytes, "PK\u0003\u0004"u8, offset: 14);
        ClearChecksums(bytes, "PK\u0001\u0002"u8, offset: 16);
        File.WriteAllBytes(Target, bytes);
        Assert.Equal(ReadAll(WeightsFileTests.Fixture("arrays.npz")), ReadAll(Target));
    }

    private static void ClearChecksums(Span<byte> archive, ReadOnlySpan<byte> start, int offset)
    {
        for (var at = archive.IndexOf(start); at >= 0; at = archive.IndexOf(start))
        {
            archive.Slice(at + offset, sizeof(uint)).Clear();
            archive = archive[(at + offset)..];
        }
    }

    private static Dictionary<string, float[]> ReadAll(string path)
    {
        using var file = WeightsFile.Open(path);
        return file.Tensors.Where(tensor => tensor.Shape.Size < 1_000_000).ToDictionary(tensor => tensor.Name, tensor =>
        {
            var values = new float[tensor.Shape.Size];
            tensor.ReadFloats(values);
            return values;
        });
    }

    private void Damage(string path, int rounds)
    {
        var good = File.ReadAllBytes(path);
        var rng = new Rng(7);
        var refused = 0;
        AssertBounded(rounds * 5_000_000L, () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                File.WriteAllBytes(Target, Damaged(good, rng));
                try
                {
                    using var file = WeightsFile.Open(Target);
                    foreach (var tensor in file.Tensors.Where(tensor => tensor.Shape.Size < 1_000_000))
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
        });
        Assert.InRange(refused, rounds / 10, rounds);
    }

    private static byte[] Damaged(byte[] good, Rng rng)
    {
        var bytes = good.ToArray();
        switch (rng.NextInt(4))
        {
            case 0:
                return bytes[..rng.NextInt(bytes.Length)];
            case 1:
                // What describes the tensors stands near the beginning or the end.
                for (var flips = rng.NextInt(8); flips >= 0; flips--)
                {
                    var place = rng.NextInt(Math.Min(bytes.Length, 3000));
                    bytes[rng.NextInt(2) == 0 ? place : bytes.Length - 1 - place] ^= (byte)(1 << rng.NextInt(8));
                }

                return bytes;
            case 2:
                BitConverter.TryWriteBytes(bytes.AsSpan(rng.NextInt(bytes.Length - 8)), rng.NextBits() >> rng.NextInt(64));
                return bytes;
            default:
                var (at, count) = (rng.NextInt(bytes.Length), 1 + rng.NextInt(40));
                return [.. bytes[..at], .. bytes[Math.Min(at + count, bytes.Length)..]];
        }
    }

    // A dictionary of one tensor of one axis.
    private static string Tensor(string type, string key, int offset, int size, int stride, string endOfSizes = "\u0085") =>
        $"}}U\u0001wctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\n{type}\nU{(char)key.Length}{key}U\u0003cpuK\u0006tQ"
        + $"{Number(offset)}{(endOfSizes.Length > 1 ? "(" : "")}{Number(size)}{endOfSizes}{Number(stride)}\u0085\u0089}}tRs.";

    private static string Number(int value) => "J" + Encoding.Latin1.GetString(BitConverter.GetBytes(value));

    private static void AssertBounded(long mostBytes, Action action)
    {
        var (before, peak) = (GC.GetAllocatedBytesForCurrentThread(), ResidentMemory.Peak);
        action();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, mostBytes);
        Assert.InRange(ResidentMemory.Peak - peak, 0, 400_000_000);
    }

    private void WriteArchive(params ReadOnlySpan<(string Name, byte[] Bytes)> entries) => WriteArchive(CompressionLevel.NoCompression, entries);

    private void WriteArchive(CompressionLevel level, params ReadOnlySpan<(string Name, byte[] Bytes)> entries)
    {
        using var stream = File.Create(Target);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            using var entry = archive.CreateEntry(name, level).Open();
            entry.Write(bytes);
        }
    }

    private void AssertError(string expected)
    {
        var error = Assert.Throws<FileFormatException>(() => WeightsFile.Open(Target));
        Assert.StartsWith($"{Target}: {expected}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }
}
