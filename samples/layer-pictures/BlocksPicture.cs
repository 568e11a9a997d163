using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using Striate.Networks;

namespace LayerPictures;

/// <summary>How wide blocks are inside: a bar for each step, as wide as its output has channels, read off their summaries.</summary>
internal static class BlocksPicture
{
    private const int Width = 380;
    private const int Bar = 24;
    private const int Most = 9;

    private static readonly Color Pointwise = Color.Between(Color.White, Page.Blue, 0.35f);
    private static readonly Color Around = Color.Between(Color.White, Page.Orange, 0.45f);
    private static readonly Color Depthwise = Color.Between(Color.White, Page.Green, 0.4f);

    public static Picture Draw()
    {
        using var page = new Page(3, 3, Width, Most * Bar);
        Add(page, "ResNetBlock, bottleneck", new ResNetBlock(256, 64, stride: 1, bottleneck: true), 256);
        Add(page, "InvertedResidual", new InvertedResidual(32, 32, stride: 1, expansion: 6), 32);
        Add(page, "ConvNextBlock", new ConvNextBlock(96), 96);
        Add(page, "SqueezeExcitation", new SqueezeExcitation(64, 16), 64);
        Add(page, "Fire", new Fire(128, squeeze: 16), 128);
        Add(page, "Inception", new Inception(192, 64, (96, 128), (16, 32), 32), 192);
        Add(page, "DenseBlock, 2 layers", new DenseBlock(64, layers: 2, growth: 32), 64);
        Add(page, "ShuffleBlock", new ShuffleBlock(116, 116, stride: 1), 116);
        page.Add("A bar is as wide as its channels", "the widest fills its cell; products for 28×28 places", (canvas, x, y) =>
        {
            foreach (var (i, (text, color)) in new[]
            {
                ("1×1 filters: mix the channels", Pointwise), ("filters that look around, all channels", Around),
                ("filters that look around in one channel", Depthwise), ("no filters", Page.Pale),
            }.Index())
            {
                canvas.Fill(x, y + (i * 34), 40, 24, color);
                canvas.Text(text, x + 52, y + (i * 34) + 18, 16, Page.Ink);
            }
        });
        return page.ToPicture();
    }

    private static void Add(Page page, string title, Module block, int channels)
    {
        var summary = Summary.Of(block, [channels, 28, 28]);
        var bars = summary.Rows.Where(IsStep).Select(row => (Text: Text(row), Channels: row.Output[1], Color: ColorOf(row.Kind)))
            .Prepend((Text: "input", Channels: channels, Color: Page.Pale)).ToList();
        var widest = bars.Max(bar => bar.Channels);
        var detail = string.Create(CultureInfo.InvariantCulture, $"{summary.Parameters:#,0} parameters, {Count(summary.MultiplyAdds)} products");
        page.Add(title, detail, (canvas, x, y) =>
        {
            foreach (var (i, (text, width, color)) in bars.Index())
            {
                canvas.Fill(x, y + (i * Bar), (float)width / widest * Width, Bar - 3, color);
                canvas.Text(text, x + 8, y + (i * Bar) + 16, 15, Page.Ink);
            }
        });
    }

    // What normalises and activates leaves the channels as they are; so do changes of weights' shapes.
    private static bool IsStep(SummaryRow row) =>
        row.MultiplyAdds > 0 || row.Kind is "Add" or "Concat" or "ChannelShuffle" or "GlobalAvgPool2d"
        || row.Kind.StartsWith("MaxPool", StringComparison.Ordinal) || (row.Kind == "Multiply" && row.Output[2] > 1);

    private static string Count(long products) => products < 100_000
        ? products.ToString("#,0", CultureInfo.InvariantCulture)
        : (products / 1e6).ToString("0.0 'million'", CultureInfo.InvariantCulture);

    private static string Text(SummaryRow row) => $"{Step(row.Kind)}, {row.Output[1]}";

    private static string Step(string kind) => kind.Split(' ') switch
    {
        ["Conv2d", _, _, _, var size, ..] => size.TrimEnd(','),
        ["PointwiseLinear", ..] => "1×1",
        ["MaxPool2d", var size, ..] => $"max {size.TrimEnd(',')}",
        ["GlobalAvgPool2d"] => "mean of each map",
        ["Add"] => "+ input",
        ["Multiply"] => "× factors",
        ["Concat"] => "side by side",
        _ => "channels in turn",
    };

    private static Color ColorOf(string kind) =>
        kind.Contains("groups", StringComparison.Ordinal) ? Depthwise
        : kind.Contains("1×1", StringComparison.Ordinal) || kind.StartsWith("PointwiseLinear", StringComparison.Ordinal) ? Pointwise
        : kind.StartsWith("Conv2d", StringComparison.Ordinal) ? Around : Page.Pale;
}
