using System.Globalization;
using Spectre.Console;
using Striate.Networks;
using Striate.Training;

namespace Striate.Cli;

/// <summary>What a network has learned, on the terminal: accuracy, the classes it confuses, and its first filters.</summary>
internal static class Results
{
    /// <summary>A class counts as found when it is among so many; with no more classes than these it always is.</summary>
    public const int TopClasses = 5;

    private const int MostConfusions = 5;
    private const int MostFilters = 8;
    private const int Enlarged = 2;

    public static void Write(Module network, Evaluation evaluation, IReadOnlyList<string> classes)
    {
        WriteAccuracy(evaluation);
        WriteConfusions(evaluation, classes);
        if (Screen.IsTerminal)
        {
            WriteFilters(network);
        }
    }

    public static void WriteAccuracy(Evaluation evaluation)
    {
        var culture = CultureInfo.InvariantCulture;
        var top = evaluation.Confusion.Classes > TopClasses ? string.Create(culture, $"in the top {TopClasses} {evaluation.TopKAccuracy(TopClasses):0.00%}, ") : "";
        Screen.Out.WriteLine(string.Create(
            culture,
            $"Test accuracy {evaluation.Accuracy:0.00%}: {evaluation.Samples.Count(s => s.IsRight)} of {evaluation.Samples.Count} right, {top}"
            + $"loss {evaluation.MeanLoss:0.0000}, calibration error {evaluation.Calibration.Value:0.00%}."));
    }

    private static void WriteConfusions(Evaluation evaluation, IReadOnlyList<string> classes)
    {
        var worst = evaluation.Samples.Where(sample => !sample.IsRight).GroupBy(sample => (sample.Label, sample.Predicted))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(MostConfusions)
            .Select(group => $"{classes[group.Key.Label]} as {classes[group.Key.Predicted]} ({group.Count()})").ToList();
        if (worst.Count > 0)
        {
            Screen.Out.WriteLine($"Most often taken for another: {string.Join(", ", worst)}.");
        }
    }

    // Each weight a square of Enlarged x Enlarged half letters: blue below zero, red above, white at zero.
    private static void WriteFilters(Module network)
    {
        if (network.Modules().OfType<Conv2d>().FirstOrDefault() is not { } conv || conv.Weight.Shape[1] != 1)
        {
            return;
        }

        var w = conv.Weight.Value;
        var (count, height, width) = (Math.Min(w.Shape[0], MostFilters), w.Shape[2], w.Shape[3]);
        var largest = w.ToArray().Max(Math.Abs);
        var (tile, gap) = (width * Enlarged, 1);
        var canvas = new Canvas((count * (tile + gap)) - gap, height * Enlarged);
        for (var f = 0; f < count; f++)
        {
            for (var i = 0; i < height * Enlarged; i++)
            {
                for (var j = 0; j < tile; j++)
                {
                    var value = w[f, 0, i / Enlarged, j / Enlarged] / largest;
                    var fade = (byte)(255 * (1 - Math.Abs(value)));
                    canvas.SetPixel((f * (tile + gap)) + j, i, value < 0 ? new Color(fade, fade, 255) : new Color(255, fade, fade));
                }
            }
        }

        Screen.Out.WriteLine($"First filters, {conv}; blue below zero, red above:");
        Screen.Out.Write(canvas);
    }
}
