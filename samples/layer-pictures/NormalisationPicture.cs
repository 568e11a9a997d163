using Striate.Data;
using Striate.Imaging;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>
/// Which numbers share a mean: one number of a batch is changed, and what changes in the output is found by comparing. The
/// axes are those of figure 2 of Wu and He, arXiv:1803.08494: samples, channels, and the places of a map.
/// </summary>
internal static class NormalisationPicture
{
    private const int Samples = 3;
    private const int Channels = 6;
    private const int Side = 4;
    private const int Pixel = 12;
    private const int Map = (Side * Pixel) + 6;

    public static Picture Draw()
    {
        using var page = new Page(3, 2, 52 + (Channels * Map), 34 + (Samples * Map));
        Add(page, "BatchNorm2d", "a channel, all samples", new BatchNorm2d(Channels));
        Add(page, "LayerNorm", "a sample, all channels", new LayerNorm([Channels, Side, Side]));
        Add(page, "InstanceNorm2d", "a channel of a sample", new InstanceNorm2d(Channels));
        Add(page, "GroupNorm(3, 6)", "two channels of a sample", new GroupNorm(3, Channels));
        Add(page, "LayerNorm2d", "a place of a sample, all channels", new LayerNorm2d(Channels));
        Add(page, "LocalResponseNorm(3)", "a place, neighbouring channels", new LocalResponseNorm(3, alpha: 1));
        return page.ToPicture();
    }

    private static void Add(Page page, string title, string detail, Module layer)
    {
        var x = Tensor.Normal([Samples, Channels, Side, Side], new Rng(1));
        var before = layer.Forward(x);
        x[1, 2, 1, 1] += 1;
        var after = layer.Forward(x);
        page.Add(title, detail, (canvas, left, top) =>
        {
            canvas.Text("channels →", left + 52, top + 16, 15, Page.Dim);
            for (var n = 0; n < Samples; n++)
            {
                canvas.Text($"n = {n}", left, top + 30 + (n * Map) + (Map / 2), 15, Page.Dim);
                for (var c = 0; c < Channels; c++)
                {
                    for (var place = 0; place < Side * Side; place++)
                    {
                        var (h, w) = (place / Side, place % Side);
                        var isChanged = before[n, c, h, w] != after[n, c, h, w];
                        var color = (n, c, h, w) == (1, 2, 1, 1) ? Page.Orange : isChanged ? Page.Blue : Page.Pale;
                        canvas.Fill(left + 52 + (c * Map) + (w * Pixel), top + 26 + (n * Map) + (h * Pixel), Pixel - 1, Pixel - 1, color);
                    }
                }
            }
        });
    }
}
