using System.Buffers.Binary;
using System.Globalization;
using Striate.Tensors;

namespace Striate.History;

/// <summary>Files of sound as Windows and most recorders write them: RIFF WAVE, uncompressed. Microsoft and IBM, Multimedia Programming Interface, 1991.</summary>
public static class WavFile
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int Extensible = 0xFFFE;
    private const int HeadLength = 12;
    private const int ChunkHeadLength = 8;
    private const int FormatLength = 16;

    // A program that writes into a pipe does not know the length of the sound: it writes 0 or about as much as there is room for.
    private const long Streamed = 0x7FFFF000;

    // Files of floats may go beyond full scale, which is 1; what goes far beyond is no sound.
    private const double Largest = 8;

    /// <summary>Reads a file: whole numbers of 8, 16, 24 or 32 bits or floating-point ones of 32, at any rate, in one channel or several, whose mean is taken. Sound without a length, as streams have it,
    /// goes on to the end of the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">It is no such file, is cut short, holds no sound, or has a sample that is no number or beyond eight times full scale.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Recording Read(string path) => Read(path, File.ReadAllBytes(path));

    private static Recording Read(string path, ReadOnlySpan<byte> file)
    {
        if (file.Length < HeadLength || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
        {
            throw new FileFormatException(path, "is no WAV file: it does not begin with RIFF and WAVE", "Save the recording as WAV");
        }

        Format? format = null;
        var at = HeadLength;
        while (at + ChunkHeadLength <= file.Length)
        {
            var name = file.Slice(at, 4);
            var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var rest = file[(at + ChunkHeadLength)..];
            if (length is 0 or >= Streamed && name.SequenceEqual("data"u8))
            {
                length = rest.Length;
            }

            if (length > rest.Length)
            {
                throw new FileFormatException(path, $"is cut short: a part of it says that it has {length:N0} bytes, and {rest.Length:N0} are there", "Copy it again");
            }

            var part = rest[..(int)length];
            if (name.SequenceEqual("fmt "u8))
            {
                format = Format.Read(path, part);
            }
            else if (name.SequenceEqual("data"u8))
            {
                return Decode(path, part, format ?? throw new FileFormatException(path, "has sound before its format", "Save the recording again as WAV"));
            }

            // Parts begin at even places.
            at += ChunkHeadLength + (int)Math.Min(length + (length & 1), file.Length);
        }

        throw new FileFormatException(path, "ends before its sound begins", "Copy it again");
    }

    private static Recording Decode(string path, ReadOnlySpan<byte> data, Format format)
    {
        var width = format.Bits / 8;
        var count = data.Length / (width * format.Channels);
        if (count == 0)
        {
            throw new FileFormatException(path, "holds no sound: it has 0 samples", "Record it again, or leave it out");
        }

        var samples = new float[count];
        for (var i = 0; i < count; i++)
        {
            var sum = 0.0;
            for (var c = 0; c < format.Channels; c++)
            {
                var sample = format.Sample(data.Slice(((i * format.Channels) + c) * width, width));
                sum += Math.Abs(sample) <= Largest
                    ? sample
                    : throw new FileFormatException(
                        path, string.Create(CultureInfo.InvariantCulture, $"has a sample of {sample:G3}, expected none beyond ±{Largest}, where full scale is 1"), "Save the recording again as WAV");
            }

            samples[i] = (float)(sum / format.Channels);
        }

        return new Recording(samples, format.Rate);
    }

    private readonly record struct Format(int Code, int Channels, int Rate, int Bits)
    {
        public static Format Read(string path, ReadOnlySpan<byte> part)
        {
            if (part.Length < FormatLength)
            {
                throw new FileFormatException(path, $"has a format of {part.Length} bytes, expected at least {FormatLength}", "Save the recording again as WAV");
            }

            var code = BinaryPrimitives.ReadUInt16LittleEndian(part);
            if (code == Extensible && part.Length >= 26)
            {
                code = BinaryPrimitives.ReadUInt16LittleEndian(part[24..]);
            }

            var format = new Format(
                code, BinaryPrimitives.ReadUInt16LittleEndian(part[2..]), (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(part[4..])),
                BinaryPrimitives.ReadUInt16LittleEndian(part[14..]));
            var isKnown = format.Code == Pcm ? format.Bits is 8 or 16 or 24 or 32 : format is { Code: Float, Bits: 32 };
            return isKnown && format is { Channels: > 0, Rate: > 0 }
                ? format
                : throw new FileFormatException(
                    path, $"has sound of kind {format.Code}, {format.Bits} bits, {format.Channels} channels, {format.Rate} samples a second; expected kind 1 of 8, 16, 24 or 32 bits, or kind 3 of 32",
                    "Save the recording as WAV without compression");
        }

        public double Sample(ReadOnlySpan<byte> bytes) => (Code, Bits) switch
        {
            (Float, _) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            (_, 8) => (bytes[0] - 128) / 128.0,
            (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768.0,
            (_, 24) => ((bytes[0] << 8) | (bytes[1] << 16) | (bytes[2] << 24)) / 2147483648.0,
            _ => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648.0,
        };
    }
}
