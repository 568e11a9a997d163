using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// One array in the format of NumPy: a magic number, a version, the length of a header, the header as a Python dictionary with type,
/// order and sizes, and the numbers. NumPy Enhancement Proposal 1.
/// </summary>
internal static partial class NpyArray
{
    private const int MostHeader = 1 << 16;

    /// <summary>Reads an array.</summary>
    /// <param name="stream">Where it begins.</param>
    /// <param name="most">The most bytes that can be there.</param>
    /// <param name="source">What errors call it.</param>
    public static NumericArray Read(Stream stream, long most, string source)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, 8, throwOnEndOfStream: false) < 8 || !IsMagic(start))
        {
            throw new FileFormatException(source, "not an array of NumPy", "Store it with numpy.save or numpy.savez");
        }

        var length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(stream.ReadExactly(2L, most)) : BinaryPrimitives.ReadUInt32LittleEndian(stream.ReadExactly(4L, most));
        var header = Encoding.UTF8.GetString(stream.ReadExactly(length, Math.Min(most, MostHeader)));
        var (type, isBigEndian) = TypeOf(header, source);
        var isColumnMajor = Order().IsMatch(header);
        var sizes = SizesOf(header, source);
        var bytes = stream.ReadExactly(NumericArray.Product([.. sizes, type.Size()]), most);
        if (stream.ReadByte() >= 0)
        {
            throw new FileFormatException(source, $"goes on after its {bytes.Length} bytes of numbers", "Get the file again");
        }

        if (isBigEndian)
        {
            for (var at = 0; at < bytes.Length; at += type.Size())
            {
                bytes.AsSpan(at, type.Size()).Reverse();
            }
        }

        return new NumericArray(source, sizes, type, isColumnMajor, bytes);
    }

    private static bool IsMagic(ReadOnlySpan<byte> start) => start[0] == 0x93 && start[1..6].SequenceEqual("NUMPY"u8) && start[6] is 1 or 2 or 3;

    private static (NumericType Type, bool IsBigEndian) TypeOf(string header, string source)
    {
        var descr = Descr().Match(header).Groups[1].Value;
        NumericType? type = descr.Length < 2 ? null : descr[1..] switch
        {
            "u1" or "b1" => NumericType.UInt8,
            "i1" => NumericType.Int8,
            "u2" => NumericType.UInt16,
            "i2" => NumericType.Int16,
            "u4" => NumericType.UInt32,
            "i4" => NumericType.Int32,
            "u8" => NumericType.UInt64,
            "i8" => NumericType.Int64,
            "f2" => NumericType.Float16,
            "f4" => NumericType.Float32,
            "f8" => NumericType.Float64,
            _ => null,
        };
        return (type ?? throw new FileFormatException(
            source, $"an array of type {FileFormatException.Quote(descr)}, expected whole or floating-point numbers", "Convert it with astype, and store it again"), descr[0] == '>');
    }

    private static int[] SizesOf(string header, string source)
    {
        var shape = Shape().Match(header);
        var parts = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var sizes = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]))
            {
                throw parts[i].Length > 0 && parts[i].All(char.IsAsciiDigit)
                    ? new FileFormatException(source, $"its header has the size {FileFormatException.Quote(parts[i])}, expected at most {int.MaxValue}", "Store it as smaller arrays")
                    : Corrupt();
            }
        }

        return shape.Success ? sizes : throw Corrupt();

        FileFormatException Corrupt() => new(source, $"its header has no sizes: {FileFormatException.Quote(header)}", "Get the file again");
    }

    [GeneratedRegex("'descr'\\s*:\\s*'([^']*)'")]
    private static partial Regex Descr();

    [GeneratedRegex("'fortran_order'\\s*:\\s*True")]
    private static partial Regex Order();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([^)]*)\\)")]
    private static partial Regex Shape();
}
