using Striate.Kernels;

namespace Striate.History.Tests;

/// <summary>Features of sounds that are known.</summary>
public class MelFeaturesTests
{
    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    [InlineData(3000)]
    public void LogEnergies_OfATone_AreLargestInItsBand(double frequency)
    {
        var energies = MelFeatures.LogEnergies(Tone(frequency, 4000));
        Assert.Equal([48, 40], energies.Shape.ToArray());
        var row = energies.ToArray()[(20 * 40)..(21 * 40)];

        // The 40 triangles' middles lie evenly in mel between 60 Hz and 4 kHz.
        var place = (Mel(frequency) - Mel(60)) / (Mel(4000) - Mel(60)) * 41;
        Assert.Equal(place - 1, Array.IndexOf(row, row.Max()), 1.0);
    }

    [Fact]
    public void LogEnergies_OfAFrame_AreThoseOfTheFormula()
    {
        var samples = Tone(700, 200).Samples;
        var power = Enumerable.Range(0, 257).Select(bin =>
        {
            var (re, im) = (0.0, 0.0);
            for (var t = 0; t < 200; t++)
            {
                var x = (0.54 - (0.46 * Math.Cos(2 * Math.PI * t / 199))) * (samples[t] - (0.97 * samples[Math.Max(0, t - 1)]));
                re += x * Math.Cos(2 * Math.PI * t * bin / 512);
                im -= x * Math.Sin(2 * Math.PI * t * bin / 512);
            }

            return (re * re) + (im * im);
        }).ToArray();
        var energies = MelFeatures.LogEnergies(new Recording(samples, 8000));
        for (var band = 0; band < 40; band++)
        {
            var sum = Enumerable.Range(0, 257).Sum(bin =>
                power[bin] * Math.Max(0, 1 - Math.Abs(((Mel(bin * 8000.0 / 512) - Mel(60)) / (Mel(4000) - Mel(60)) * 41) - (band + 1))));
            Assert.Equal(Math.Log(sum + 1e-6), energies[0, band], 0.01);
        }
    }

    [Fact]
    public void Of_ALouderRecording_IsTheSame()
    {
        var rng = new Rng(3);
        var sound = new Recording([.. Enumerable.Range(0, 3000).Select(_ => rng.NextFloat(-0.3f, 0.3f))], 8000);
        var louder = new Recording(Array.ConvertAll(sound.Samples, x => 3 * x), 8000);
        Assert.Equal(MelFeatures.Of(sound).ToArray(), MelFeatures.Of(louder).ToArray(), (a, b) => Math.Abs(a - b) < 0.02);
    }

    [Fact]
    public void Of_EnergiesThatRiseEvenly_HasTheirSlopeAsDelta()
    {
        var samples = Tone(1000, 8000).Samples.Select((x, i) => (float)(x * Math.Exp(i / 2000.0))).ToArray();
        var features = MelFeatures.Of(new Recording(samples, 8000));

        // Energy is amplitude squared: e^(2·80/2000) more from frame to frame.
        var band = Enumerable.Range(0, 40).MaxBy(b => features[50, b]);
        Assert.Equal(0.08, features[50, 40 + band], 0.005);
        Assert.Equal(0, features[50, 80 + band], 0.005);
    }

    [Fact]
    public void LogEnergies_OfLessThanAFrame_IsOneFrame() => Assert.Equal([1, 40], MelFeatures.LogEnergies(Tone(500, 50)).Shape.ToArray());

    private static Recording Tone(double frequency, int count) =>
        new([.. Enumerable.Range(0, count).Select(i => (float)(0.2 * Math.Sin(2 * Math.PI * frequency * i / 8000)))], 8000);

    private static double Mel(double frequency) => 2595 * Math.Log10(1 + (frequency / 700));
}
