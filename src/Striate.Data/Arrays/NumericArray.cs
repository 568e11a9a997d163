using System.Buffers.Binary;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>A block of numbers out of a file of NumPy or MATLAB, as it is stored there.</summary>
public sealed class NumericArray
{
    internal NumericArray(string source, int[] sizes, NumericType type, bool isColumnMajor, byte[] bytes) =>
        (Source, Sizes, Type, IsColumnMajor, Bytes) = (source, sizes, type, isColumnMajor, bytes);

    /// <summary>What errors call it: the file, and the name of the array in it.</summary>
    public string Source { get; }

    /// <summary>The sizes of the axes.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The type of a number.</summary>
    public NumericType Type { get; }

    /// <summary>Whether the first axis is the fastest one in memory, as MATLAB and Fortran have it; otherwise the last one is.</summary>
    public bool IsColumnMajor { get; }

    /// <summary>The numbers as they lie in memory, lowest byte first.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How many numbers.</summary>
    public int Count => Bytes.Length / Type.Size();

    /// <summary>One number, by its place in memory.</summary>
    /// <param name="place">From 0 to <see cref="Count"/> − 1.</param>
    /// <returns>The number; of a whole number of 64 bits its leading 53.</returns>
    public double this[int place]
    {
        get
        {
            var at = Bytes.Span.Slice(place * Type.Size(), Type.Size());
            return Type switch
            {
                NumericType.UInt8 => at[0],
                NumericType.Int8 => (sbyte)at[0],
                NumericType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                NumericType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(at),
                NumericType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(at),
                NumericType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(at),
                NumericType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(at),
                NumericType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(at),
                NumericType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(at),
                NumericType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(at),
                _ => BinaryPrimitives.ReadDoubleLittleEndian(at),
            };
        }
    }

    /// <summary>All numbers as class labels.</summary>
    /// <returns>As many as there are numbers, in the order of memory.</returns>
    /// <exception cref="FileFormatException">A number that is not whole, or not from 0 to <paramref name="most"/>.</exception>
    /// <param name="most">The largest label there may be.</param>
    public int[] ToLabels(int most = ushort.MaxValue)
    {
        var labels = new int[Count];
        for (var i = 0; i < labels.Length; i++)
        {
            var value = this[i];
            labels[i] = value >= 0 && value <= most && value == Math.Floor(value)
                ? (int)value
                : throw new FileFormatException(Source, FormattableString.Invariant($"label {value} at place {i}, expected a whole number from 0 to {most}"), "Correct it, or get the file again");
        }

        return labels;
    }

    /// <summary>"[50000, 32, 32, 3] UInt8".</summary>
    public override string ToString() => $"[{string.Join(", ", Sizes)}] {Type}";

    /// <summary>How many numbers sizes ask for, capped where no file holds so many.</summary>
    internal static long Product(IEnumerable<int> sizes) => sizes.Aggregate(1L, (product, size) => Math.Min(product * size, 1L << 31));
}
