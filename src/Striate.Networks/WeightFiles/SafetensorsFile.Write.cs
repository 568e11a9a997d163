using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Striate.Tensors;

namespace Striate.Networks;

/// <content>Writing.</content>
public sealed partial class SafetensorsFile
{
    internal const string MetadataKey = "__metadata__";

    /// <summary>
    /// Writes tensors as float32 in row-major order, whatever their order in memory, sorted by name: equal contents give
    /// equal bytes. The file is replaced as a whole or not at all, see <see cref="AtomicFile"/>.
    /// </summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="tensors">Tensors with names, each name once.</param>
    /// <param name="metadata">Texts to stand beside them.</param>
    /// <exception cref="ArgumentException">A name occurs twice, or is the reserved "__metadata__".</exception>
    /// <exception cref="IOException">The file could not be written; the one that was there is untouched.</exception>
    public static void Write(
        string path, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var sorted = tensors.OrderBy(item => item.Name, StringComparer.Ordinal).ToList();
        CheckNames(sorted);
        var header = BuildHeader(sorted, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[LengthBytes];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, tensor) in sorted)
            {
                WriteNumbers(stream, tensor);
            }
        });
    }

    private static void CheckNames(List<(string Name, Tensor Tensor)> sorted)
    {
        for (var i = 0; i < sorted.Count; i++)
        {
            if (sorted[i].Name == MetadataKey || (i > 0 && sorted[i].Name == sorted[i - 1].Name))
            {
                throw new ArgumentException(
                    $"Safetensors: the tensor name {FileFormatException.Quote(sorted[i].Name)} is reserved or occurs twice. Give each tensor its own name.");
            }
        }
    }

    private static byte[] BuildHeader(List<(string Name, Tensor Tensor)> sorted, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // Names stay readable: the file is no web page, so only what JSON itself demands is escaped.
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        if (metadata is { Count: > 0 })
        {
            json.WriteStartObject(MetadataKey);
            foreach (var (key, text) in metadata.OrderBy(item => item.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, text);
            }

            json.WriteEndObject();
        }

        var offset = 0L;
        foreach (var (name, tensor) in sorted)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", nameof(ElementType.F32));
            json.WriteStartArray("shape");
            foreach (var size in tensor.Shape)
            {
                json.WriteNumberValue(size);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += (long)tensor.Length * sizeof(float));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();

        // Spaces after the JSON make the numbers begin at a multiple of 8.
        var padding = -buffer.WrittenCount & 7;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteNumbers(Stream stream, Tensor tensor)
    {
        if (tensor.Layout == Layout.RowMajor && BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(tensor.Span));
            return;
        }

        var rented = ArrayPool<float>.Shared.Rent(tensor.Length);
        try
        {
            var values = rented.AsSpan(0, tensor.Length);
            tensor.CopyTo(values);
            if (!BitConverter.IsLittleEndian)
            {
                var bits = MemoryMarshal.Cast<float, int>(values);
                BinaryPrimitives.ReverseEndianness(bits, bits);
            }

            stream.Write(MemoryMarshal.AsBytes(values));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
