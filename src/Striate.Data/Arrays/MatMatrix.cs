using System.Buffers.Binary;
using System.Text;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>One array in a MATLAB file: elements for flags, sizes, name, and the numbers, which may be stored in a smaller type.</summary>
internal static class MatMatrix
{
    private const byte FirstNumericClass = 6;
    private const byte LastNumericClass = 15;
    private const byte IsComplex = 0x08;

    /// <summary>Reads an array, and adds it where it is one of real numbers.</summary>
    /// <param name="stream">The bytes of the array, and no more.</param>
    /// <param name="path">The file, for errors.</param>
    /// <param name="arrays">Where it is added.</param>
    public static void Read(Stream stream, string path, Dictionary<string, NumericArray> arrays)
    {
        var flags = MatElement.Read(stream).Bytes;
        if (flags.Length < 2)
        {
            throw new InvalidDataException();
        }

        if (flags[0] is < FirstNumericClass or > LastNumericClass || (flags[1] & IsComplex) != 0)
        {
            return;
        }

        var sizes = SizesOf(MatElement.Read(stream).Bytes);
        var name = Encoding.UTF8.GetString(MatElement.Read(stream).Bytes);
        var (type, numbers) = MatElement.Read(stream);
        var array = new NumericArray($"{path} {FileFormatException.Quote(name)}", sizes, MatElement.NumbersOf(type), isColumnMajor: true, numbers);
        arrays[name] = NumericArray.Product([.. sizes, array.Type.Size()]) == numbers.Length ? array : throw new InvalidDataException();
    }

    private static int[] SizesOf(byte[] bytes)
    {
        var sizes = new int[bytes.Length / sizeof(int)];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(i * sizeof(int)));
            if (sizes[i] < 0)
            {
                throw new InvalidDataException();
            }
        }

        return sizes.Length >= 2 ? sizes : throw new InvalidDataException();
    }
}
