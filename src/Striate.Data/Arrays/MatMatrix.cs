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

    /// <summary>Reads an array of real numbers; what is of another kind or not wanted is left where it is.</summary>
    /// <param name="stream">The bytes of the array, and no more.</param>
    /// <param name="path">The file, for errors.</param>
    /// <param name="keep">Whether an array of such a name is wanted; null for all.</param>
    /// <param name="limit">What may come out of a compressed file.</param>
    /// <returns>Its name, and the array.</returns>
    public static (string Name, NumericArray Array)? Read(PartStream stream, string path, Func<string, bool>? keep, UnpackLimit? limit)
    {
        var flags = MatElement.Read(stream, limit).Bytes;
        if (flags.Length < 2)
        {
            throw new InvalidDataException();
        }

        if (flags[0] is < FirstNumericClass or > LastNumericClass || (flags[1] & IsComplex) != 0)
        {
            return null;
        }

        var sizes = SizesOf(MatElement.Read(stream, limit).Bytes);
        var name = Encoding.UTF8.GetString(MatElement.Read(stream, limit).Bytes);
        if (keep?.Invoke(name) == false)
        {
            return null;
        }

        var (type, numbers) = MatElement.Read(stream, limit);
        var array = new NumericArray($"{path} {FileFormatException.Quote(name)}", sizes, MatElement.NumbersOf(type), isColumnMajor: true, numbers);
        return NumericArray.Product([.. sizes, array.Type.Size()]) == numbers.Length ? (name, array) : throw new InvalidDataException();
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
