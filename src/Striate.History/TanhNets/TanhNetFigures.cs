using System.Globalization;
using Striate.Imaging;
using Striate.Insight;
using Striate.Reports;
using Striate.Tensors;

namespace Striate.History;

/// <summary>What the pages of nets of LeCun's group show alike.</summary>
internal static class TanhNetFigures
{
    private const int MostMistakes = 96;

    /// <summary>Parameters and connections, layer by layer.</summary>
    public static PageTable Counts(IReadOnlyList<ConnectionCount> counts, params IReadOnlyList<ConnectionCount> more)
    {
        var all = counts.Concat(more).ToList();
        return new PageTable(
            ["layer", "maps"],
            ["connections", "parameters"],
            [
                .. all.Select(count => new[] { count.Layer, $"{count.Maps[0]} of {count.Maps[1]} × {count.Maps[2]}", Number(count.Connections), Number(count.Parameters) }),
                ["all", "", Number(all.Sum(count => count.Connections)), Number(all.Sum(count => count.Parameters))],
            ]);
    }

    /// <summary>A figure beside that of the paper, which is of digits: of other pictures it says nothing.</summary>
    public static string BesidePaper(string value, double paper, Lesson lesson) => lesson.IsOfMnist ? $"{value} (paper {Percent.Of(paper)})" : value;

    /// <summary>The errors and the loss over the passes.</summary>
    public static PageFigure Learning(IReadOnlyList<Pass> passes, double paperError, Lesson lesson)
    {
        var lines = new List<Line>
        {
            new("learned from", Over(passes, pass => 100 * pass.TrainError)),
            new("test", Over(passes, pass => 100 * pass.TestError)),
        };
        if (lesson.IsOfMnist)
        {
            lines.Add(new Line("paper, test", [(1, 100 * paperError), (passes.Count, 100 * paperError)]));
        }

        return PageFigure.Of(
            "learning",
            LinesFigure.Draw(new LinesPanel("Wrong digits", "pass", "%", lines), new LinesPanel("Loss", "pass", "mean of a digit", new Line("", Over(passes, pass => pass.Loss)))),
            "The share of wrong digits and the loss over the passes.",
            "The share of wrong digits, that of the digits it learns from being counted while it learns"
            + $"{(lesson.IsOfMnist ? $"; the flat line is the paper's, {Percent.Of(paperError)} on its own digits" : "")}.");
    }

    /// <summary>The kernels of a layer that sees the picture itself.</summary>
    public static PageFigure KernelSheet(TableConv2d layer, string heading, string caption)
    {
        var kernels = layer.Weight.Value;
        var (side, values) = (kernels.Shape[1], kernels.ToArray());
        var scale = ValueScale.Signed(values, ColorMap.BlueWhiteRed);
        return PageFigure.Of("kernels", SheetSection.Draw([new SheetSection(heading, "", scale, scale.Tiles(values, side, side))]), $"{kernels.Shape[0]} kernels of {side} by {side}.", caption);
    }

    /// <summary>The states of all layers for one digit.</summary>
    /// <param name="net">The net.</param>
    /// <param name="digits">Where the digit is.</param>
    /// <param name="digit">Which one.</param>
    /// <param name="names">What the sections are called, the input first.</param>
    /// <param name="rows">Rows of the picture that the units of a layer make together; 1 for a picture of each map.</param>
    /// <param name="caption">What one sees.</param>
    public static PageFigure States(TanhNet net, DigitSet digits, int digit, IReadOnlyList<string> names, IReadOnlyList<int> rows, string caption)
    {
        using var scope = new Scope();
        var states = net.States(net.Input(digits.Images([digit])));
        var scale = new ValueScale(ColorMap.BlueWhiteRed, -ScaledTanh.Amplitude, ScaledTanh.Amplitude);
        var sections = states.Select((state, i) => new SheetSection(names[i], "", scale, Tiles(state, rows[i], scale))).ToList();
        return PageFigure.Of("states", SheetSection.Draw(sections), "The maps of each layer for one digit.", caption);
    }

    /// <summary>Digits that a net took for others.</summary>
    public static PageFigure Mistakes(Readings readings, DigitSet digits, string caption)
    {
        var scale = new ValueScale(ColorMap.Greys, 0, 1);
        var mistakes = readings.Mistakes;
        var tiles = mistakes.Take(MostMistakes).Select(i => new Tile($"{digits.Labels[i]} → {readings.ClassOf(i)}", scale.Paint(digits.Picture(i), digits.Side, digits.Side))).ToList();
        var note = mistakes.Count > MostMistakes ? $"the first {MostMistakes} of {mistakes.Count}" : $"{mistakes.Count} of {digits.Count}";
        return PageFigure.Of(
            "mistakes",
            SheetSection.Draw([new SheetSection("Test digits taken for others", note, scale, tiles.Count > 0 ? tiles : [new Tile("none", scale.Paint(digits.Picture(0), digits.Side, digits.Side))])]),
            "Digits with what they are and what they were taken for.", caption);
    }

    /// <summary>"64,660".</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static IReadOnlyList<(double X, double Y)> Over(IReadOnlyList<Pass> passes, Func<Pass, double> value) => [.. passes.Select((pass, i) => (i + 1.0, value(pass)))];

    private static IReadOnlyList<Tile> Tiles(Tensor state, int rows, ValueScale scale)
    {
        var values = state.ToArray();
        var (height, width) = (state.Shape[2], state.Shape[3]);
        return rows > 1
            ? [new Tile("", scale.Paint(values, rows, values.Length / rows))]
            : values.Length == height * width ? [new Tile("", scale.Paint(values, height, width))]
            : scale.Tiles(values, height, width);
    }
}
