using Striate.Tensors;

namespace Striate.History.Tests;

/// <summary>WAV files of all kinds, and what is said of broken ones.</summary>
public sealed class WavFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"striate-{Guid.NewGuid():N}.wav");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(8, false, 0.008)]
    [InlineData(16, false, 4e-5)]
    [InlineData(24, false, 2e-7)]
    [InlineData(32, false, 1e-7)]
    [InlineData(32, true, 1e-7)]
    public void Read_OfEachDepth_GivesTheSamples(int bits, bool isFloat, double tolerance)
    {
        double[] samples = [0, 0.5, -0.5, 0.999, -0.999, 0.125];
        var read = Read(Wav.Of(samples, 11025, bits: bits, isFloat: isFloat));
        Assert.Equal(11025, read.Rate);
        Assert.Equal(samples, read.Samples.Select(x => (double)x), (a, b) => Math.Abs(a - b) <= tolerance);
    }

    [Fact]
    public void Read_OfTwoChannels_GivesTheirMean() =>
        Assert.Equal([0.25f, -0.5f], Read(Wav.Of([0.5, 0, -0.25, -0.75], channels: 2, bits: 32, isFloat: true)).Samples);

    [Fact]
    public void Read_WithOtherPartsBeforeTheSound_SkipsThem()
    {
        var file = Wav.Of([0.5], bits: 32, isFloat: true);
        byte[] part = [.. Wav.Name("LIST"), 3, 0, 0, 0, 1, 2, 3, 0];
        Assert.Equal([0.5f], Read([.. file[..36], .. part, .. file[36..]]).Samples);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x7FFFF000u)]
    [InlineData(0xFFFFFFFFu)]
    public void Read_OfAStreamWithoutALength_GoesToTheEnd(uint length)
    {
        var file = Wav.Of([0.5, -0.25], bits: 32, isFloat: true);
        BitConverter.TryWriteBytes(file.AsSpan(40), length);
        Assert.Equal([0.5f, -0.25f], Read(file).Samples);
    }

    [Fact]
    public void Read_OfACutFile_SaysHowMuchIsThere()
    {
        var file = Wav.Of(new double[100]);
        Fails(file[..^50], "is cut short: a part of it says that it has 200 bytes, and 150 are there. Copy it again.");
    }

    [Fact]
    public void Read_OfAnotherFile_SaysThatItIsNone() => Fails(Wav.Name("RIFF1234AVI LIST...."), "is no WAV file: it does not begin with RIFF and WAVE. Save the recording as WAV.");

    [Fact]
    public void Read_OfCompressedSound_SaysWhatIsExpected()
    {
        var file = Wav.Of(new double[4]);
        file[20] = 0x55;
        Fails(file, "has sound of kind 85, 16 bits, 1 channels, 8000 samples a second; expected kind 1 of 8, 16, 24 or 32 bits, or kind 3 of 32. Save the recording as WAV without compression.");
    }

    [Theory]
    [InlineData(44, "holds no sound: it has 0 samples. Record it again, or leave it out.")]
    [InlineData(36, "ends before its sound begins. Copy it again.")]
    public void Read_OfAFileWithoutSamples_SaysSo(int length, string message) => Fails(Wav.Of([])[..length], message);

    [Theory]
    [InlineData(1e30, "1E+30")]
    [InlineData(-8.5, "-8.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Read_OfASampleThatIsNoSound_SaysWhichIsExpected(double sample, string text) => Fails(
        Wav.Of([0.5, sample, 0.5, -sample], channels: 2, bits: 32, isFloat: true), $"has a sample of {text}, expected none beyond ±8, where full scale is 1. Save the recording again as WAV.");

    [Fact]
    public void Read_SomewhatBeyondFullScale_GivesTheSamples() => Assert.Equal([2.5f, -8f], Read(Wav.Of([2.5, -8], bits: 32, isFloat: true)).Samples);

    [Fact]
    public void Read_OfAnyFileCutAnywhere_FailsInOneLine()
    {
        var file = Wav.Of(new double[20]);
        for (var length = 0; length < file.Length; length++)
        {
            File.WriteAllBytes(_path, file[..length]);
            Assert.DoesNotContain('\n', Assert.Throws<FileFormatException>(() => WavFile.Read(_path)).Message);
        }
    }

    [Theory]
    [InlineData(16000)]
    [InlineData(44100)]
    [InlineData(4000)]
    public void At_AnotherRate_KeepsATone(int rate)
    {
        var tone = new Recording(Tone(rate, 440, rate / 2), rate).At(8000);
        Assert.Equal(4000, tone.Samples.Length);
        var expected = Tone(8000, 440, 4000);
        Assert.All(Enumerable.Range(200, 3600), i => Assert.Equal(expected[i], tone.Samples[i], 0.02));
    }

    [Fact]
    public void At_ALowerRate_LeavesOutWhatItCannotHold() =>
        Assert.All(new Recording(Tone(16000, 6000, 8000), 16000).At(8000).Samples[100..^100], x => Assert.Equal(0, x, 0.02));

    private static float[] Tone(int rate, double frequency, int count) => [.. Enumerable.Range(0, count).Select(i => (float)Math.Sin(2 * Math.PI * frequency * i / rate))];

    private Recording Read(byte[] file)
    {
        File.WriteAllBytes(_path, file);
        return WavFile.Read(_path);
    }

    private void Fails(byte[] file, string message) => Assert.Equal($"{_path}: {message}", Assert.Throws<FileFormatException>(() => Read(file)).Message);
}
