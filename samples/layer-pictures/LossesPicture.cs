using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>Losses over what they measure: an error, the score of a right answer, the size of what was found.</summary>
internal static class LossesPicture
{
    private const int Width = 380;
    private const int Height = 250;
    private const int LegendHeight = 120;

    public static Picture Draw()
    {
        using var page = new Page(3, 1, Width, Height + LegendHeight);
        var zero = Tensor.Zeros([1]);
        Add(page, "regression", "loss over the error", (-3, 3), (0, 5),
            ("MeanSquaredLoss", Page.Blue, e => new MeanSquaredLoss().Of(One(e), zero)),
            ("L1Loss", Page.Orange, e => new L1Loss().Of(One(e), zero)),
            ("HuberLoss, δ = 1", Page.Green, e => new HuberLoss().Of(One(e), zero)),
            ("SmoothL1Loss, β = 0.5", Page.Dim, e => new SmoothL1Loss(0.5).Of(One(e), zero)));

        var yes = Tensor.Full([1], 1);
        Add(page, "classification", "loss over the lead of the right score", (-4, 4), (0, 5),
            ("CrossEntropyLoss", Page.Blue, s => new CrossEntropyLoss().Of(Two(s), [0])),
            ("smoothed by 0.2", Page.Green, s => new CrossEntropyLoss(0.2).Of(Two(s), [0])),
            ("HingeLoss", Page.Orange, s => new HingeLoss().Of(Two(s), [0])),
            ("FocalLoss, γ = 2", Page.Dim, s => new FocalLoss(alpha: null).Of(One(s), yes)));

        var square = Square(16);
        Add(page, "segmentation", "loss over the side of a square, the right one is 16", (0, 32), (0, 1),
            ("DiceLoss", Page.Blue, side => Ops.Dice(Square(side), square)),
            ("TverskyLoss: misses count more", Page.Orange, side => Ops.Tversky(Square(side), square)));
        return page.ToPicture();
    }

    private static void Add(
        Page page, string title, string detail, (float Low, float High) across, (float Low, float High) up,
        params (string Name, Color Color, Func<float, Tensor> Loss)[] losses)
    {
        var xs = Enumerable.Range(0, 161).Select(i => across.Low + ((across.High - across.Low) * i / 160)).ToArray();
        page.Add(title, detail, (canvas, x, y) =>
        {
            var plot = new Plot(canvas, x, y, Width, Height, across, up).Axes();
            foreach (var (_, color, loss) in losses)
            {
                plot.Curve(xs, Array.ConvertAll(xs, value => loss(value).Item()), color);
            }

            plot.Legend(0, Height + 36, [.. losses.Select(loss => (loss.Name, loss.Color))]);
        });
    }

    private static Tensor One(float value) => Tensor.Full([1], value);

    private static Tensor Two(float lead) => Tensor.From([lead, 0], [1, 2]);

    // A square in the middle of 32×32 pixels; those that it covers in part count in part.
    private static Tensor Square(float side)
    {
        var covered = Enumerable.Range(0, 32).Select(i => Math.Clamp((side / 2) - Math.Abs(i - 15.5f) + 0.5f, 0, 1)).ToArray();
        return Ops.MatMul(Tensor.From(covered, [1, 1, 32, 1]), Tensor.From(covered, [1, 1, 1, 32]));
    }
}
