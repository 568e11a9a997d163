using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What stands before the numbers of an array that NumPy stored, in versions 1 to 3 of its format.</summary>
/// <remarks>numpy.lib.format: the magic, two bytes of version, the length of a text, and the text, a dictionary as Python writes it.</remarks>
internal static partial class NumpyHeader
{
    private const int PrefixBytes = 12;

    // Texts have about a hundred letters; NumPy itself refuses more than ten thousand.
    private const int LongestText = 10_000;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a file that begins so is an array.</summary>
    public static bool IsAt(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads the header and checks that the numbers that follow are as many as it says.</summary>
    /// <param name="name">The array's name.</param>
    /// <param name="bytes">The array's file.</param>
    /// <exception cref="FileFormatException">Another format, elements that are no numbers, or another length.</exception>
    public static StoredTensor Read(string name, StoredBytes bytes)
    {
        var text = ReadText(name, bytes, out var position);
        var (descr, order, sizes) = (Descr().Match(text), Order().Match(text), Sizes().Match(text));
        if (!descr.Success || !order.Success || !sizes.Success)
        {
            throw Error("has a header without a plain descr, fortran_order and shape: arrays of numbers alone are read");
        }

        var type = Type(descr.Groups[2].Value)
            ?? throw Error($"has elements of the type {FileFormatException.Quote(descr.Groups[1].Value + descr.Groups[2].Value)}: numbers alone are read, no objects, texts or complex numbers");
        var shape = ReadShape(sizes.Groups[1].Value) ?? throw Error($"has the shape ({sizes.Groups[1].Value}) of more than {Shape.MaxRank} axes or {Array.MaxLength} numbers");
        var expected = position + ((long)shape.Size * type.Size());
        if (bytes.Length != expected)
        {
            throw Error($"has {bytes.Length} bytes, expected {expected} for {type} {shape}");
        }

        var layout = order.Groups[1].Value == "True" ? StoredLayout.ColumnMajor(shape) : StoredLayout.RowMajor(shape);
        return new StoredTensor(name, type, layout, bytes, position) { IsBigEndian = descr.Groups[1].Value == ">" };

        FileFormatException Error(string what) => bytes.Error($"array {FileFormatException.Quote(name)} {what}", "Store it as float32 with numpy.save or numpy.savez.");
    }

    private static string ReadText(string name, StoredBytes bytes, out long position)
    {
        Span<byte> prefix = stackalloc byte[(int)Math.Clamp(bytes.Length, 0, PrefixBytes)];
        bytes.Read(0, prefix);
        var isLong = prefix.Length == PrefixBytes && prefix[6] > 1;
        var length = prefix.Length < PrefixBytes ? uint.MaxValue
            : isLong ? BinaryPrimitives.ReadUInt32LittleEndian(prefix[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(prefix[8..]);
        var start = isLong ? PrefixBytes : PrefixBytes - 2;
        if (!IsAt(prefix) || prefix[6] is < 1 or > 3 || length > Math.Min(LongestText, bytes.Length - start))
        {
            throw bytes.Error($"array {FileFormatException.Quote(name)} has no header of NumPy's versions 1 to 3", "It is corrupt or of another kind; store it again with numpy.save or numpy.savez.");
        }

        var text = new byte[length];
        bytes.Read(start, text);
        position = start + length;
        return Encoding.UTF8.GetString(text);
    }

    private static ElementType? Type(string code) => code switch
    {
        "f8" => ElementType.F64,
        "f4" => ElementType.F32,
        "f2" => ElementType.F16,
        "i8" => ElementType.I64,
        "i4" => ElementType.I32,
        "i2" => ElementType.I16,
        "i1" => ElementType.I8,
        "u8" => ElementType.U64,
        "u4" => ElementType.U32,
        "u2" => ElementType.U16,
        "u1" => ElementType.U8,
        "b1" => ElementType.BOOL,
        _ => null,
    };

    private static Shape? ReadShape(string text)
    {
        var sizes = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Python 2 wrote an L behind long numbers.
            if (!int.TryParse(part.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                return null;
            }

            sizes.Add(size);
        }

        try
        {
            return Shape.Of([.. sizes]);
        }
        catch (ShapeException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"'descr':\s*'([<>|=]?)([^']*)'")]
    private static partial Regex Descr();

    [GeneratedRegex(@"'fortran_order':\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape':\s*\(([0-9, L]*)\)")]
    private static partial Regex Sizes();
}
