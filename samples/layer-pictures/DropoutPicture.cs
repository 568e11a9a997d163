using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>Activation maps of digits, and what each kind of dropout leaves of them.</summary>
internal static class DropoutPicture
{
    private const int Samples = 4;
    private const int Channels = 4;
    private const int Cell = 56;

    public static Picture Draw()
    {
        var maps = ActivationMaps();
        using var page = new Page(5, 1, Channels * Cell, Samples * Cell);
        Add(page, "activation maps", "rows: digits, columns: filters", maps, new Identity());
        Add(page, "Dropout(0.3)", "single numbers fall to 0", maps, new Dropout(0.3));
        Add(page, "Dropout2d(0.3)", "whole maps fall to 0", maps, new Dropout2d(0.3));
        Add(page, "DropPath(0.3)", "whole samples fall to 0", maps, new DropPath(0.3));
        Add(page, "AlphaDropout(0.3)", "numbers fall to −1.76", maps, new AlphaDropout(0.3));
        return page.ToPicture();
    }

    // Three edge filters and a mean over four digits, brought to mean 0 and variance 1: where nothing is dropped no number is 0.
    private static Tensor ActivationMaps()
    {
        var digits = Ops.Concat(0, [.. Enumerable.Range(0, Samples).Select(i => Maps.Of(Mnist.Test().PictureOf(i)))]);
        var filters = Tensor.From(
            [-1, 0, 1, -1, 0, 1, -1, 0, 1, -1, -1, -1, 0, 0, 0, 1, 1, 1, 0, 1, 1, -1, 0, 1, -1, -1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            [Channels, 1, 3, 3]);
        var maps = Ops.AvgPool2d(Ops.Conv2d(digits, filters, padding: 1), 2);
        return (maps - Ops.Mean(maps)) / Ops.StandardDeviation(maps);
    }

    private static void Add(Page page, string title, string detail, Tensor maps, Module layer)
    {
        using var tape = new Tape(seed: 5);
        var dropped = layer.Forward(maps);
        page.Add(title, detail, (canvas, x, y) =>
        {
            for (var i = 0; i < Samples * Channels; i++)
            {
                var (n, c) = (i / Channels, i % Channels);
                var map = Ops.Slice(dropped, n..(n + 1), c..(c + 1));
                canvas.Draw(Maps.Signed(map, most: 3), x + (c * Cell), y + (n * Cell), Cell - 3, Cell - 3);
                canvas.Outline(x + (c * Cell), y + (n * Cell), Cell - 3, Cell - 3, Page.Pale);
            }
        });
    }
}
