using System.Globalization;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// Pictures in the formats PBM, PGM and PPM (P1 to P6): black and white, grey, and colour, as text or as bytes, with up to 16 bits a value,
/// of which the highest eight are kept. Of several pictures in a file the first is read. Poskanzer, Netpbm, 1988.
/// </summary>
public static class Netpbm
{
    private const string GetAnother = "Leave it out, or get it again";

    /// <summary>Whether bytes begin as such a picture does.</summary>
    /// <param name="bytes">The bytes of a file.</param>
    public static bool IsHeader(ReadOnlySpan<byte> bytes) =>
        bytes is [(byte)'P', >= (byte)'1' and <= (byte)'6', var next, ..] && (IsSpace(next) || next == '#');

    /// <summary>Reads a picture.</summary>
    /// <param name="bytes">The bytes of a file.</param>
    /// <param name="name">What errors call it.</param>
    /// <returns>H x W x 1, or H x W x 3 of PPM.</returns>
    /// <exception cref="FileFormatException">It is no such picture, or truncated.</exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string name)
    {
        if (!IsHeader(bytes))
        {
            throw new FileFormatException(name, "not a picture in PBM, PGM or PPM", GetAnother);
        }

        var (kind, at) = (bytes[1] - '0', 2);
        var (width, height) = (Number(bytes, ref at), Number(bytes, ref at));
        var largest = kind is 1 or 4 ? 1 : Number(bytes, ref at);
        var channels = kind is 3 or 6 ? 3 : 1;
        if (width < 1 || height < 1 || largest is < 1 or > ushort.MaxValue)
        {
            throw new FileFormatException(name, "its header has no width, height and largest value that a picture can have", GetAnother);
        }

        // After the header is one space; as text, a value takes a letter at least.
        var (count, rowBytes) = ((long)height * width * channels, (width + 7L) / 8);
        var needed = kind switch { <= 3 => count, 4 => rowBytes * height, _ => count * (largest > 255 ? 2 : 1) };
        if (needed > bytes.Length - at - (kind > 3 ? 1 : 0))
        {
            throw new FileFormatException(name, $"its header promises {width} x {height} pixels, more than its {bytes.Length} bytes hold", GetAnother);
        }

        var picture = new Picture(height, width, channels);
        var values = bytes[Math.Min(at + 1, bytes.Length)..];
        for (var i = 0; i < (int)count; i++)
        {
            var value = kind switch
            {
                1 => Bit(bytes, ref at),
                <= 3 => Number(bytes, ref at),
                4 => (values[(int)((i / width * rowBytes) + (i % width / 8))] >> (7 - (i % width % 8))) & 1,
                _ => largest > 255 ? (values[2 * i] << 8) | values[(2 * i) + 1] : values[i],
            };
            if ((uint)value > (uint)largest)
            {
                throw new FileFormatException(name, $"the value at place {i} is missing or above {largest}", GetAnother);
            }

            // Of PBM alone, 1 is black.
            picture.WritablePixels[i] = (byte)(kind is 1 or 4 ? 255 * (1 - value) : ((value * 255L) + (largest / 2)) / largest);
        }

        return picture;
    }

    // −1 where there is none.
    private static int Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        SkipSpace(bytes, ref at);
        var start = at;
        while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return int.TryParse(bytes[start..at], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
    }

    // The digits of PBM need no space between them.
    private static int Bit(ReadOnlySpan<byte> bytes, ref int at)
    {
        SkipSpace(bytes, ref at);
        return at < bytes.Length ? bytes[at++] - '0' : -1;
    }

    private static void SkipSpace(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (at < bytes.Length && (IsSpace(bytes[at]) || bytes[at] == '#'))
        {
            var isComment = bytes[at] == '#';
            do
            {
                at++;
            }
            while (isComment && at < bytes.Length && bytes[at - 1] != '\n');
        }
    }

    private static bool IsSpace(byte letter) => letter is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\v' or (byte)'\f';
}
