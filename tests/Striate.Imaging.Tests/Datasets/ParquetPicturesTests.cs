using Parquet;
using Parquet.Schema;
using Striate.Data;
using Striate.Tensors;

namespace Striate.Imaging.Tests.Datasets;

public sealed class ParquetPicturesTests : IDisposable
{
    private const string Names = "{\"info\": {\"features\": {\"label\": {\"names\": [\"cat\", \"dog\", \"owl\"], \"_type\": \"ClassLabel\"}}}}";

    private readonly TemporaryFolder _folder = new();

    private static DataField Bytes => new("bytes", typeof(byte[]), isNullable: true);

    [Fact]
    public async Task Read_FormOfPublicHubs_GivesPicturesAndNamesOfClasses()
    {
        await WriteHub("train-00000-of-00002.parquet", [2, 0], [Png(3, 4), Png(5, 6)], Names);
        await WriteHub("train-00001-of-00002.parquet", [1], [Png(7, 8)], Names);
        await WriteHub("test-00000-of-00001.parquet", [0], [Png(1, 2)], null);
        var (train, test) = PictureData.Open(_folder.Path);
        Assert.Equal((3, 1), (train.Count, test.Count));
        Assert.Equal(["cat", "dog", "owl"], test.Classes);
        Assert.Equal([2, 0, 1], Enumerable.Range(0, 3).Select(train.LabelOf));
        Assert.Equal(["3x4x3", "5x6x3", "7x8x3"], Enumerable.Range(0, 3).Select(i => train.PictureOf(i).ToString()));
        Assert.Equal("train-00001-of-00002.parquet row 1", train.NameOf(2));
    }

    [Fact]
    public async Task Read_PlainColumns_GivesPicturesAndLabels()
    {
        await Write("a.parquet", new ParquetSchema(new DataField("image", typeof(byte[]), isNullable: false), new DataField("label", typeof(string), isNullable: false)), null, async (rows, fields) =>
        {
            await rows.WriteAsync(fields[0], [Png(1, 1), Png(2, 2)]);
            await rows.WriteAsync(fields[1], ["dog", "cat"]);
        });
        var data = ParquetPictures.Read("plain", [_folder.At("a.parquet")]);
        Assert.Equal(["cat", "dog"], data.Classes);
        Assert.Equal([1, 0], Enumerable.Range(0, 2).Select(data.LabelOf));
        Assert.Equal("2x2x3", data.PictureOf(1).ToString());
    }

    [Fact]
    public async Task Read_WrongFiles_SaysHow()
    {
        var path = _folder.At("a.parquet");
        Assert.Equal($"{path}: the file cannot be read. Check that it exists and that you may read it.", Message(path));
        _folder.Write("a.parquet", [1, 2, 3]);
        Assert.Equal($"{path}: the Parquet file is corrupt, truncated, or of a kind that is not read. Get the file again.", Message(path));
        await Write("a.parquet", new ParquetSchema(new DataField("x", typeof(int), isNullable: false)), null, async (rows, fields) => await rows.WriteAsync<int>(fields[0], new[] { 1 }));
        Assert.Equal(
            $"{path}: columns 'x', expected one of image.bytes, img.bytes, image, img. Store the pictures as files in a column image, and their labels in a column label.", Message(path));
        await WriteHub("a.parquet", [0, 1], [Png(1, 1), null], Names);
        Assert.StartsWith($"{path}: row 2 has no picture. ", Message(path), StringComparison.Ordinal);
        await WriteHub("a.parquet", [0, null], [Png(1, 1), Png(1, 1)], Names);
        Assert.StartsWith($"{path}: row 2 has no label. ", Message(path), StringComparison.Ordinal);
        await WriteHub("a.parquet", [0, 5], [Png(1, 1), Png(1, 1)], Names);
        Assert.Equal("set: a.parquet row 2 has the label '5', none of the 3 classes. Correct it, or name more classes.", Message(path));
    }

    [Fact]
    public async Task Read_Bomb_IsRefusedBeforeItTakesMemory()
    {
        await WriteHub("a.parquet", [0, 1, 2], [new byte[100_000_000], new byte[100_000_001], new byte[100_000_002]], metadata: null, CompressionMethod.Gzip);
        var (path, before) = (_folder.At("a.parquet"), GC.GetAllocatedBytesForCurrentThread());
        Assert.Matches("^.*: its [0-9]+ bytes unpack to 3000[0-9]{5} or more, expected at most [0-9]+. Get it again, from its own source", Message(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public async Task Read_UnlabelledRow_IsNamed()
    {
        await WriteHub("a.parquet", [0, -1], [Png(3, 4), Png(5, 6)], metadata: null);
        Assert.Equal(
            "set: a.parquet row 2 has the label -1, expected a name or a number from 0. Give it a label, or leave it out.", Message(_folder.At("a.parquet")));
    }

    [Fact]
    public async Task Read_Mutated_ThrowsDataExceptionOnly()
    {
        await WriteHub("whole.parquet", [0, 1], [Png(3, 4), Png(5, 6)], Names);
        Fuzz.Read(await File.ReadAllBytesAsync(_folder.At("whole.parquet")), bytes =>
        {
            _folder.Write("a.parquet", bytes);
            _ = ParquetPictures.Read("set", [_folder.At("a.parquet")]);
        }, rounds: 200);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Png(int height, int width) => PictureFile.ToPng(new Picture(height, width, 3));

    private static string Message(string path) => Assert.Throws<FileFormatException>(() => ParquetPictures.Read("set", [path])).Message;

    private Task WriteHub(string name, long?[] labels, byte[]?[] images, string? metadata, CompressionMethod method = CompressionMethod.Snappy) => Write(
        name, new ParquetSchema(new StructField("image", Bytes, new DataField("path", typeof(string), isNullable: true)), new DataField("label", typeof(long), isNullable: true)), metadata,
        async (rows, fields) =>
        {
            await rows.WriteAsync(fields[0], images!);
            await rows.WriteAsync(fields[1], Array.ConvertAll(images, _ => "picture.png"));
            await rows.WriteAsync<long>(fields[2], labels.AsMemory());
        }, method);

    private async Task Write(string name, ParquetSchema schema, string? metadata, Func<ParquetRowGroupWriter, DataField[], Task> write, CompressionMethod method = CompressionMethod.Snappy)
    {
        await using var stream = File.Create(_folder.At(name));
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, new ParquetOptions { CompressionMethod = method });
        if (metadata is not null)
        {
            writer.CustomMetadata = new Dictionary<string, string> { ["huggingface"] = metadata };
        }

        using var rows = writer.CreateRowGroup();
        await write(rows, schema.GetDataFields());
        rows.CompleteValidate();
    }
}
