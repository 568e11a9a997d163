using System.Text;
using Striate.Kernels;

namespace Striate.History.Tests;

/// <summary>WAV files made for tests.</summary>
internal static class Wav
{
    /// <summary>A file of given samples, from −1 to 1, channel by channel in turn.</summary>
    public static byte[] Of(ReadOnlySpan<double> samples, int rate = 8000, int channels = 1, int bits = 16, bool isFloat = false)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var length = samples.Length * bits / 8;
        writer.Write("RIFF"u8);
        writer.Write(36 + length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)(isFloat ? 3 : 1));
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write((short)bits);
        writer.Write("data"u8);
        writer.Write(length);
        foreach (var sample in samples)
        {
            Write(writer, sample, bits, isFloat);
        }

        return stream.ToArray();
    }

    /// <summary>A spoken word of a language of tones: a buzz whose two formants glide, each word between places of its own.</summary>
    public static byte[] Word(int word, double pitch, ulong seed)
    {
        var rng = new Rng(seed);
        var (count, phase) = (2400 + rng.NextInt(800), rng.NextDouble());
        var samples = new double[count];
        for (var i = 0; i < count; i++)
        {
            var share = (double)i / count;
            var (first, second) = (300 + (70 * (word % 5)) + (300 * share * (word % 3)), 2600 - (150 * word) + (400 * share * (word % 2)));
            for (var harmonic = 1; harmonic * pitch < 3800; harmonic++)
            {
                var frequency = harmonic * pitch;
                var gain = Math.Exp(-Math.Pow((frequency - first) / 150, 2)) + (0.7 * Math.Exp(-Math.Pow((frequency - second) / 200, 2)));
                samples[i] += 0.2 * gain * Math.Sin((2 * Math.PI * frequency * i / 8000) + (phase * harmonic));
            }

            samples[i] = Math.Clamp(samples[i] + (0.002 * rng.NextNormal()), -1, 1);
        }

        return Of(samples);
    }

    /// <summary>Fills a folder with the words of that language: ten of them by two speakers, of index 4 to 8.</summary>
    public static void Record(string folder)
    {
        foreach (var (speaker, pitch) in new[] { ("low", 100.0), ("high", 160.0) })
        {
            for (var word = 0; word < 10; word++)
            {
                for (var index = 4; index < 9; index++)
                {
                    File.WriteAllBytes(Path.Combine(folder, $"{word}_{speaker}_{index}.wav"), Word(word, pitch * (1 + (0.02 * (index % 3))), (ulong)((word * 100) + index)));
                }
            }
        }
    }

    private static void Write(BinaryWriter writer, double sample, int bits, bool isFloat)
    {
        if (isFloat)
        {
            writer.Write((float)sample);
            return;
        }

        var whole = (int)Math.Round(sample * ((1L << (bits - 1)) - 1));
        if (bits == 8)
        {
            writer.Write((byte)(whole + 128));
            return;
        }

        for (var shift = 0; shift < bits; shift += 8)
        {
            writer.Write((byte)(whole >> shift));
        }
    }

    /// <summary>The letters of a part's name, for files that are wrong.</summary>
    public static byte[] Name(string name) => Encoding.ASCII.GetBytes(name);
}
