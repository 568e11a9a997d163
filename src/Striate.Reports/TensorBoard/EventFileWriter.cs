using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Striate.Reports.TensorBoard;
using Striate.Tensors;

namespace Striate.Reports;

/// <summary>
/// Writes numbers, histograms and pictures of a run for TensorBoard, into a new file of its own in the run's folder.
/// For use by one thread at a time.
/// </summary>
/// <remarks>Records, checksums and messages are those of TensorFlow's event files, version brain.Event:2.</remarks>
/// <example><code>
/// using var events = new EventFileWriter("runs/lenet");
/// events.Scalar("loss/train", step, loss);
/// </code></example>
public sealed class EventFileWriter : IDisposable
{
    private readonly FileStream _stream;
    private readonly TimeProvider _time;

    /// <summary>Creates the folder, if need be, and in it a file events.out.tfevents.SECONDS.striate.N that was not there before.</summary>
    /// <param name="folder">The run's folder; TensorBoard shows its name.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public EventFileWriter(string folder, TimeProvider? time = null)
        : this(CreateFile(folder, time ?? TimeProvider.System), time ?? TimeProvider.System)
    {
    }

    internal EventFileWriter(FileStream stream, TimeProvider time)
    {
        (_stream, _time) = (stream, time);
        Write(new Event { FileVersion = "brain.Event:2" });
        Flush();
    }

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The file.</summary>
    public string FilePath => _stream.Name;

    /// <summary>Writes a number, a point of a curve.</summary>
    /// <param name="tag">The curve; a part before a slash groups curves: "loss/train".</param>
    /// <param name="step">The step or epoch.</param>
    /// <param name="value">The number; NaN and infinities are shown as such.</param>
    public void Scalar(string tag, long step, double value) => Write(tag, step, new Summary.Types.Value { SimpleValue = (float)value });

    /// <summary>Writes how values are distributed, in TensorBoard's usual buckets, each a tenth wider than the one before.</summary>
    /// <param name="tag">The name; a part before a slash groups: "weights/conv1".</param>
    /// <param name="step">The step or epoch.</param>
    /// <param name="values">The values, all finite.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public void Histogram(string tag, long step, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Histogram '{tag}', step {step}: holds {value}, expected finite values. Stop the run and look where it arose."),
                    nameof(values));
            }
        }

        Write(tag, step, new Summary.Types.Value { Histo = HistogramBuckets.Count(values) });
    }

    /// <summary>Writes a picture.</summary>
    /// <param name="tag">The name; a part before a slash groups: "filters/conv1".</param>
    /// <param name="step">The step or epoch.</param>
    /// <param name="png">A PNG file; width, height and colours are read from its header.</param>
    /// <exception cref="ArgumentException">Not a PNG file.</exception>
    public void Image(string tag, long step, ReadOnlySpan<byte> png)
    {
        // Signature 8, chunk length 4, "IHDR" 4, width 4, height 4, bit depth 1, colour type 1.
        const int HeaderLength = 26;
        if (png.Length < HeaderLength || !png.StartsWith(PngSignature) || !png[12..].StartsWith("IHDR"u8))
        {
            throw new ArgumentException($"Image '{tag}', step {step}: {png.Length} bytes that are no PNG file. Encode the picture as PNG.", nameof(png));
        }

        var image = new Summary.Types.Image
        {
            Width = BinaryPrimitives.ReadInt32BigEndian(png[16..]),
            Height = BinaryPrimitives.ReadInt32BigEndian(png[20..]),
            Colorspace = png[25] switch { 0 => 1, 4 => 2, 6 => 4, _ => 3 },
            EncodedImageString = ByteString.CopyFrom(png),
        };
        Write(tag, step, new Summary.Types.Value { Image = image });
    }

    /// <summary>Hands everything written so far to the system, for a TensorBoard that is looking on.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Flush() => Guard(_stream.Flush);

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose() => Guard(_stream.Dispose);

    private static FileStream CreateFile(string folder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        var seconds = time.GetUtcNow().ToUnixTimeSeconds();
        for (var number = 0; ; number++)
        {
            // Two writers may begin within a second; the names still sort in the order of their making.
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{seconds:D10}.striate.{number}"));
            try
            {
                return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Taken: the next number.
            }
        }
    }

    private void Write(string tag, long step, Summary.Types.Value value)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        value.Tag = tag;
        Write(new Event { Step = step, Summary = new Summary { Value = { value } } });
    }

    private void Write(Event record)
    {
        record.WallTime = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        Guard(() => RecordWriter.Write(_stream, record.ToByteArray()));
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException error)
        {
            throw WriteFailure.At(FilePath, error);
        }
    }
}
