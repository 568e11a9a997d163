using System.Globalization;
using System.Numerics.Tensors;
using System.Text.RegularExpressions;
using Striate.Data;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.History;

/// <summary>A spoken digit.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Word">The digit.</param>
/// <param name="Speaker">Who spoke.</param>
/// <param name="Index">Which of the speaker's recordings of this digit, from 0.</param>
/// <param name="Features">Shape [frames, 120].</param>
internal sealed record Utterance(string Name, int Word, string Speaker, int Index, Tensor Features)
{
    public int Frames => Features.Shape[0];
}

/// <summary>Folders of spoken digits, as the Free Spoken Digit Dataset has them.</summary>
internal static partial class SpokenDigits
{
    private const double LeastSeconds = 0.1;

    // A recording is heard in pieces of 10 ms. Noise of the last of 16 bits has a root mean square of 0.00003; the words of the Free Spoken
    // Digit Dataset are above the bound for 0.14 s and more.
    private const int PiecesOfASecond = 100;
    private const float LeastLoudness = 1e-4f;
    private const double LeastSound = 0.05;

    /// <summary>Reads the recordings of a folder, or of the folder "recordings" in it, in the order of their names.</summary>
    /// <returns>The recordings that are called as those of the data set are, and the names of the others.</returns>
    /// <exception cref="FileFormatException">There are none, or one is broken, silent or too short.</exception>
    public static (IReadOnlyList<Utterance> Utterances, IReadOnlyList<string> Others) Read(string folder, Stage stage)
    {
        var inner = Path.Combine(folder, "recordings");
        var files = Directory.EnumerateFiles(Directory.Exists(inner) ? inner : folder)
            .Where(file => Path.GetExtension(file).Equals(".wav", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToArray();
        var (utterances, others) = (new List<Utterance>(), new List<string>());
        for (var i = 0; i < files.Length; i++)
        {
            var file = Path.GetFileName(files[i]);
            if (Pattern().Match(file) is { Success: true } name)
            {
                utterances.Add(new Utterance(
                    file, int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture), name.Groups[2].Value,
                    int.Parse(name.Groups[3].Value, CultureInfo.InvariantCulture), Features(files[i])));
            }
            else
            {
                others.Add(file);
            }

            stage.Step("reading recordings", (i + 1.0) / files.Length);
        }

        return utterances.Count > 0
            ? (utterances, others)
            : throw new FileFormatException(folder, "has no recordings called {digit}_{speaker}_{index}.wav", "Name the folder of such files, for example that of the Free Spoken Digit Dataset");
    }

    /// <summary>The features of a recording that is to be one of a word.</summary>
    public static Tensor Features(string file)
    {
        var recording = WavFile.Read(file);
        if (recording.Seconds < LeastSeconds)
        {
            throw new FileFormatException(file, string.Create(CultureInfo.InvariantCulture, $"is {recording.Seconds:0.000} s long, expected at least {LeastSeconds} s"), "Record it again, or leave it out");
        }

        var pieces = recording.Samples.Chunk(Math.Max(1, recording.Rate / PiecesOfASecond));
        var sound = (double)pieces.Count(piece => TensorPrimitives.StdDev<float>(piece) >= LeastLoudness) / PiecesOfASecond;
        return sound >= LeastSound
            ? MelFeatures.Of(recording)
            : throw new FileFormatException(
                file,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is silent: in {sound:0.00} s of it the root mean square about the mean reaches {LeastLoudness:0.0000} of full scale, expected in {LeastSound} s or more"),
                "Record it again, or leave it out");
    }

    [GeneratedRegex(@"^([0-9])_([^_]+)_([0-9]{1,6})\.wav$", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
