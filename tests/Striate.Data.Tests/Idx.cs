using System.Buffers.Binary;
using System.IO.Compression;

namespace Striate.Data.Tests;

/// <summary>Makes IDX files.</summary>
internal static class Idx
{
    public static byte[] Bytes(uint[] sizes, byte[] values)
    {
        var bytes = new byte[4 + (4 * sizes.Length) + values.Length];
        (bytes[2], bytes[3]) = (8, (byte)sizes.Length);
        for (var i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + (4 * i)), sizes[i]);
        }

        values.CopyTo(bytes, 4 + (4 * sizes.Length));
        return bytes;
    }

    public static byte[] Bytes(int[] sizes, byte[] values) => Bytes(Array.ConvertAll(sizes, size => (uint)size), values);

    public static byte[] Compress(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }
}
