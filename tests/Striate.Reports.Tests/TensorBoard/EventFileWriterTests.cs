using Striate.Kernels;
using static Striate.Reports.Tests.TensorBoard.EventFileReader;

namespace Striate.Reports.Tests.TensorBoard;

// Field numbers: tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto.
public sealed class EventFileWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("striate-events-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Crc_CheckValueOfTheStandard_Equal() => Assert.Equal(0xE3069283u, Crc("123456789"u8));

    [Fact]
    public void Constructor_NewFile_NameAndVersion()
    {
        using var events = new EventFileWriter(Path.Combine(_folder.FullName, "new", "run"), new Clock());
        Assert.Equal(Path.Combine(_folder.FullName, "new", "run", "events.out.tfevents.1700000000.striate.0"), events.FilePath);
        var first = Assert.Single(EventFileReader.Read(events.FilePath));
        Assert.Equal([1, 3], first.Numbers);
        Assert.Equal(1700000000.25, first.Double(1));
        Assert.Equal("brain.Event:2", first.Text(3));
    }

    [Fact]
    public void Constructor_SecondWriterInTheSameSecond_FileOfItsOwn()
    {
        using var first = new EventFileWriter(_folder.FullName, new Clock());
        using var second = new EventFileWriter(_folder.FullName, new Clock());
        Assert.EndsWith(".striate.1", second.FilePath, StringComparison.Ordinal);
        Assert.Single(EventFileReader.Read(first.FilePath));
    }

    [Fact]
    public void Scalar_Values_ReadBack()
    {
        var records = Write(events =>
        {
            events.Scalar("loss/train", 1, 0.25);
            events.Scalar("Genauigkeit/geprüft", 5_000_000_000, double.NaN);
        });
        Assert.Equal(2, records.Count);
        var (value, step) = Value(records[0]);
        Assert.Equal(1, step);
        Assert.Equal([1, 2], value.Numbers.Order());
        Assert.Equal("loss/train", value.Text(1));
        Assert.Equal(0.25f, value.Float(2));
        (value, step) = Value(records[1]);
        Assert.Equal(5_000_000_000, step);
        Assert.Equal("Genauigkeit/geprüft", value.Text(1));
        Assert.True(float.IsNaN(value.Float(2)));
    }

    [Fact]
    public void Scalar_AfterFlush_ReaderSeesIt()
    {
        using var events = new EventFileWriter(_folder.FullName);
        events.Scalar("a", 1, 1);
        events.Flush();
        Assert.Equal(2, EventFileReader.Read(events.FilePath).Count);
    }

    [Fact]
    public void Histogram_FewValues_ByHand()
    {
        var histogram = Histogram([-1, 0, 0, 2.5f]);
        Assert.Equal((-1, 2.5, 4, 1.5, 7.25), (histogram.Double(1), histogram.Double(2), histogram.Double(3), histogram.Double(4), histogram.Double(5)));
        var (limits, counts) = (histogram.Doubles(6), histogram.Doubles(7));
        // Empty runs are one bucket each: below −1, around −1, up to 0, from 0, up to 2.5, around 2.5, above.
        Assert.Equal([0, 1, 0, 2, 0, 1, 0], counts);
        Assert.Equal([0, 1e-12], limits[2..4]);
        Assert.Equal(double.MaxValue, limits[^1]);
        Assert.True(limits[0] <= -1 && limits[1] > -1 && limits[1] / limits[0] > 0.9);
        Assert.True(limits[4] <= 2.5 && limits[5] > 2.5 && limits[5] / limits[4] < 1.11);
    }

    [Fact]
    public void Histogram_ManyValues_EveryBucketCountsItsOwn()
    {
        var rng = new Rng(3);
        var values = Enumerable.Range(0, 5000).Select(_ => (float)rng.NextNormal()).ToArray();
        var histogram = Histogram(values);
        var (limits, counts) = (histogram.Doubles(6), histogram.Doubles(7));
        Assert.Equal(limits.Order(), limits);
        var lower = double.NegativeInfinity;
        for (var i = 0; i < limits.Length; i++)
        {
            Assert.Equal(values.Count(value => value >= lower && value < limits[i]), counts[i]);
            lower = limits[i];
        }

        Assert.Equal(values.Sum(value => (double)value), histogram.Double(4), 1e-9);
    }

    [Fact]
    public void Histogram_NoValuesAndExtremes_Counted()
    {
        Assert.Equal([0.0], Histogram([]).Doubles(7));
        Assert.Equal(3, Histogram([float.MinValue, float.MaxValue, float.Epsilon]).Doubles(7).Sum());
    }

    [Fact]
    public void Histogram_NaN_Error()
    {
        using var events = new EventFileWriter(_folder.FullName);
        var error = Assert.Throws<ArgumentException>(() => events.Histogram("w", 3, [1, float.NaN]));
        Assert.StartsWith(
            "Histogram 'w', step 3: holds NaN, expected finite values. Stop the run and look where it arose.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(6, 4)]
    public void Image_Png_SizeAndColoursFromItsHeader(byte colourType, int colourSpace)
    {
        byte[] png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 1, 4, 0, 0, 0, 3, 8, colourType, 0, 0, 0];
        var (value, step) = Value(Assert.Single(Write(events => events.Image("filters", 7, png))));
        Assert.Equal(7, step);
        Assert.Equal("filters", value.Text(1));
        var image = value.Inner(4);
        Assert.Equal((3, 260, colourSpace), (image.Int(1), image.Int(2), image.Int(3)));
        Assert.Equal(png, image.Bytes(4));
    }

    [Fact]
    public void Image_NoPng_Error()
    {
        using var events = new EventFileWriter(_folder.FullName);
        var error = Assert.Throws<ArgumentException>(() => events.Image("filters", 7, new byte[40]));
        Assert.StartsWith("Image 'filters', step 7: 40 bytes that are no PNG file. Encode the picture as PNG.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FullDisk_OneLineThatNamesTheFile()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full.");
        const string Expected = "/dev/full: not written, the disk is full. Free some space, or write to another folder.";
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Assert.Equal(Expected, Assert.Throws<IOException>(() => new EventFileWriter(full, new Clock())).Message);
    }

    private static (Message Value, long Step) Value(Message record)
    {
        Assert.Equal([1, 2, 5], record.Numbers);
        return (record.Inner(5).Inner(1), record.Int(2));
    }

    private Message Histogram(float[] values)
    {
        var (value, _) = Value(Assert.Single(Write(events => events.Histogram("w", 1, values))));
        return value.Inner(5);
    }

    private List<Message> Write(Action<EventFileWriter> write)
    {
        string path;
        using (var events = new EventFileWriter(_folder.FullName))
        {
            write(events);
            path = events.FilePath;
        }

        return EventFileReader.Read(path)[1..];
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1700000000250);
    }
}
