using System.Globalization;
using Striate.Data;
using Striate.Kernels;
using Striate.Networks;
using Striate.Training;

namespace Striate.Reports.Tests.Report;

/// <summary>A run folder made by hand: a log, a network with its first weights, made-up pictures and answers.</summary>
internal sealed class TestRun : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("striate-report-");

    public TestRun() => Folder = RunFolder.Create(Path.Combine(_parent.FullName, "run"));

    public RunFolder Folder { get; }

    public Recipe Recipe { get; init; } = new() { Epochs = 2 };

    public IReadOnlyList<string> Classes { get; init; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    public Module Network { get; init; } = new LeNet5();

    public (int Channels, int Height, int Width) Picture { get; init; } = (1, 28, 28);

    /// <summary>What the network takes; pictures as they are unless told otherwise.</summary>
    public int[]? Input { get; init; }

    public string[] LastLines { get; init; } = [];

    /// <summary>What the network makes of a picture of a class; itself unless told otherwise.</summary>
    public Func<int, int> Answer { get; init; } = label => label;

    /// <summary>What becomes of the made-up pictures before they are test data.</summary>
    public Func<Dataset, Dataset> Data { get; init; } = pictures => pictures;

    public int EpochsLogged { get; init; } = 2;

    public int PicturesOfAClass { get; init; } = 2;

    public string Report => File.ReadAllText(Folder.Report);

    public void Write()
    {
        Network.Initialize(1);
        File.WriteAllLines(Folder.Log, Log().Concat(LastLines));
        var (channels, height, width) = Picture;
        var description = new NetworkDescription(
            Recipe.Model, Input ?? [channels, height, width], Classes, [.. Enumerable.Repeat(0.5f, channels)], [.. Enumerable.Repeat(0.25f, channels)]);
        var labels = Enumerable.Range(0, PicturesOfAClass * Classes.Count).Select(i => i % Classes.Count).ToArray();
        var rng = new Rng(2);
        var pictures = labels.Select(_ => Noise(rng)).ToArray();
        RunReport.Write(Folder, Recipe, description, Network, Data(new PictureSet("test", pictures, labels, Classes)), Evaluate(labels));
    }

    public void Dispose()
    {
        Folder.Dispose();
        _parent.Delete(recursive: true);
    }

    private Evaluation Evaluate(int[] labels)
    {
        var evaluation = new Evaluation(Classes.Count);
        var probabilities = new float[Classes.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            Array.Fill(probabilities, 0.25f / (Classes.Count - 1));
            probabilities[Answer(labels[i])] = 0.75f;
            evaluation.Add(probabilities, labels[i], i);
        }

        return evaluation;
    }

    private IEnumerable<string> Log()
    {
        yield return """{"event":"start","step":0,"batches":10,"epochs":2,"parameters":61706}""";
        for (var epoch = 1; epoch <= EpochsLogged; epoch++)
        {
            var loss = (0.5 / epoch).ToString(CultureInfo.InvariantCulture);
            yield return $$"""{"event":"step","step":{{(10 * epoch) - 5}},"epoch":{{epoch}},"loss":{{loss}},"accuracy":0.5,"learningRate":0.003,"imagesPerSecond":100}""";
            yield return $$"""{"event":"epoch","step":{{10 * epoch}},"epoch":{{epoch}},"trainLoss":{{loss}},"trainAccuracy":0.9,"testLoss":{{loss}},"testAccuracy":0.95,"learningRate":0.001,"imagesPerSecond":100,"seconds":21.5,"waitShare":0.01}""";
        }
    }

    private Picture Noise(Rng rng)
    {
        var (channels, height, width) = Picture;
        var pixels = new byte[height * width * channels];
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel = (byte)rng.NextBits();
        }

        return new Picture(pixels, height, width, channels);
    }
}
