using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History.Tests;

/// <summary>The acoustic model's lesson on a language of tones, and what is said of recordings that will not do.</summary>
public sealed class AcousticMachineTests : IDisposable
{
    private static readonly AcousticPlan Small = new() { States = 3, Width = 48, Layers = 1, Filters = 3, Rounds = 2, Epochs = 8, PretrainingEpochs = 10, PretrainingFrames = 1500, SpeakersLeftOut = 1 };

    private readonly string _folder = Directory.CreateTempSubdirectory("striate").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_OnALanguageOfTones_UnderstandsIt()
    {
        Wav.Record(_folder);
        foreach (var file in Directory.GetFiles(_folder, "*_low_*.wav"))
        {
            File.Move(file, Path.ChangeExtension(file, ".WAV"));
        }

        File.WriteAllText(Path.Combine(_folder, "seven.wav"), "");

        var exhibit = Run();
        Assert.All(exhibit.Findings.Take(3), finding => Assert.InRange(Percent(finding.Value), 90, 100));
        Assert.Equal("1, the first seven.wav", exhibit.Findings[^1].Value);
        Assert.Contains("all recordings of high", exhibit.Findings[3].Name, StringComparison.Ordinal);
        Assert.Equal(["heard", "confusions"], exhibit.Sections.SelectMany(section => section.Parts).OfType<Reports.PageFigure>().Select(figure => figure.Name));
    }

    [Fact]
    public void Run_OnAFolderWithoutRecordings_SaysHowTheyAreCalled()
    {
        File.WriteAllText(Path.Combine(_folder, "seven.wav"), "");
        Assert.Equal(
            $"{_folder}: has no recordings called {{digit}}_{{speaker}}_{{index}}.wav. Name the folder of such files, for example that of the Free Spoken Digit Dataset.",
            Assert.Throws<FileFormatException>(Run).Message);
    }

    [Fact]
    public void Run_WithoutTestRecordings_SaysWhichAreMissing()
    {
        File.WriteAllBytes(Path.Combine(_folder, "3_low_7.wav"), Wav.Word(3, 100, 1));
        Assert.Equal(
            $"{_folder}: has 1 recordings of index 5 and above to learn from and 0 of lower ones to be tested on. Give recordings of both kinds.",
            Assert.Throws<FileFormatException>(Run).Message);
    }

    [Theory]
    [InlineData("nothing", "0.00")]
    [InlineData("noise of the last bit", "0.00")]
    [InlineData("one sample", "0.01")]
    [InlineData("a step", "0.01")]
    public void Run_WithASilentRecording_NamesIt(string kind, string seconds)
    {
        var rng = new Rng(1);
        var samples = new double[4000];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = kind switch
            {
                "noise of the last bit" => (rng.NextInt(3) - 1) / 32767.0,
                "one sample" => i == 2000 ? 1 : 0,
                "a step" => i < 1999 ? 0 : 0.5,
                _ => 0,
            };
        }

        var file = Path.Combine(_folder, "3_low_7.wav");
        File.WriteAllBytes(file, Wav.Of(samples));
        Assert.Equal(
            $"{file}: is silent: in {seconds} s of it the root mean square about the mean reaches 0.0001 of full scale, expected in 0.05 s or more. Record it again, or leave it out.",
            Assert.Throws<FileFormatException>(Run).Message);
    }

    [Fact]
    public void Run_WithAShortRecording_SaysHowLongItIs()
    {
        var file = Path.Combine(_folder, "3_low_7.wav");
        File.WriteAllBytes(file, Wav.Of([0.1, 0.2, 0.3, 0.4, 0.5, 0.4, 0.3, 0.2]));
        Assert.Equal($"{file}: is 0.001 s long, expected at least 0.1 s. Record it again, or leave it out.", Assert.Throws<FileFormatException>(Run).Message);
    }

    private static double Percent(string value) => double.Parse(value.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private Exhibit Run() => new AcousticMachine { Plan = Small }.Run(new Lesson { Recordings = _folder });
}
