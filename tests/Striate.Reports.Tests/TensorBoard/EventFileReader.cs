using System.Buffers.Binary;
using System.Text;

namespace Striate.Reports.Tests.TensorBoard;

/// <summary>Reads event files with nothing of what wrote them: own framing, own bitwise checksum, own walk over the wire format.</summary>
internal static class EventFileReader
{
    public static List<Message> Read(string path)
    {
        // The writer still has the file open.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var records = new List<Message>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            Assert.Equal(MaskedCrc(bytes.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
            var data = bytes.AsSpan(at + 12, length);
            Assert.Equal(MaskedCrc(data), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
            records.Add(new Message(data));
            at += 16 + length;
        }

        return records;
    }

    /// <summary>CRC-32C, bit by bit: polynomial 0x1EDC6F41, reflected.</summary>
    public static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
            }
        }

        return crc ^ 0xFFFFFFFFu;
    }

    public static uint MaskedCrc(ReadOnlySpan<byte> data)
    {
        var crc = Crc(data);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8u;
    }

    /// <summary>The fields of a protobuf message by number; each knows its wire type.</summary>
    internal sealed class Message
    {
        private readonly List<(int Number, int WireType, byte[] Data)> _fields = [];

        public Message(ReadOnlySpan<byte> data)
        {
            while (!data.IsEmpty)
            {
                var key = Varint(ref data);
                var (number, wireType) = ((int)(key >> 3), (int)(key & 7));
                var length = wireType switch
                {
                    0 => VarintLength(data),
                    1 => 8,
                    2 => (int)Varint(ref data),
                    5 => 4,
                    _ => throw new InvalidDataException($"Wire type {wireType}."),
                };
                _fields.Add((number, wireType, data[..length].ToArray()));
                data = data[length..];
            }
        }

        public IEnumerable<int> Numbers => _fields.Select(entry => entry.Number);

        public long Int(int number)
        {
            ReadOnlySpan<byte> data = Field(number, 0);
            return (long)Varint(ref data);
        }

        public double Double(int number) => BinaryPrimitives.ReadDoubleLittleEndian(Field(number, 1));

        public float Float(int number) => BinaryPrimitives.ReadSingleLittleEndian(Field(number, 5));

        public byte[] Bytes(int number) => Field(number, 2);

        public string Text(int number) => Encoding.UTF8.GetString(Field(number, 2));

        public Message Inner(int number) => new(Field(number, 2));

        public double[] Doubles(int number) =>
            [.. Field(number, 2).Chunk(8).Select(chunk => BinaryPrimitives.ReadDoubleLittleEndian(chunk))];

        private static int VarintLength(ReadOnlySpan<byte> data)
        {
            var rest = data;
            Varint(ref rest);
            return data.Length - rest.Length;
        }

        private static ulong Varint(ref ReadOnlySpan<byte> data)
        {
            var value = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var part = data[0];
                data = data[1..];
                value |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return value;
                }
            }
        }

        private byte[] Field(int number, int wireType)
        {
            var field = Assert.Single(_fields, field => field.Number == number);
            Assert.Equal(wireType, field.WireType);
            return field.Data;
        }
    }
}
