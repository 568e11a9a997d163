using System.IO.Compression;
using System.Text;

namespace Striate.Data.Tests.Arrays;

/// <summary>Makes files of MATLAB.</summary>
internal static class Mat
{
    /// <summary>A file of some arrays.</summary>
    public static byte[] File(params IEnumerable<byte[]> arrays)
    {
        var header = new byte[128];
        Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file").CopyTo(header, 0);
        (header[124], header[125], header[126], header[127]) = (0, 1, (byte)'I', (byte)'M');
        return [.. header, .. arrays.SelectMany(array => array)];
    }

    /// <summary>An array of bytes; its kind in MATLAB is UInt8 (9) unless told otherwise, and numbers may lie as another type.</summary>
    public static byte[] Array(string name, int[] sizes, byte[] numbers, byte kind = 9, int type = 2) => Element(14,
    [
        .. Element(6, [kind, 0, 0, 0, 0, 0, 0, 0]), .. Element(5, [.. sizes.SelectMany(BitConverter.GetBytes)]),
        .. Element(1, Encoding.ASCII.GetBytes(name)), .. Element(type, numbers),
    ]);

    /// <summary>The same, compressed.</summary>
    public static byte[] Compress(byte[] element)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal))
        {
            zlib.Write(element);
        }

        var bytes = memory.ToArray();
        return [.. BitConverter.GetBytes(15), .. BitConverter.GetBytes(bytes.Length), .. bytes];
    }

    // Four bytes at most stand in the head itself.
    private static byte[] Element(int type, byte[] bytes) => bytes.Length is > 0 and <= 4
        ? [.. BitConverter.GetBytes((short)type), .. BitConverter.GetBytes((short)bytes.Length), .. bytes, .. new byte[4 - bytes.Length]]
        : [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes(bytes.Length), .. bytes, .. new byte[(8 - (bytes.Length % 8)) % 8]];
}
