using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>Every activation and its derivative, which a tape gives.</summary>
internal static class ActivationsPicture
{
    private const float Reach = 5;
    private const int Width = 200;
    private const int Height = 130;

    public static Picture Draw()
    {
        using var page = new Page(6, 3, Width, Height + 16);
        Add(page, "Relu", "max(x, 0)", new Relu());
        Add(page, "Relu6", "min(max(x, 0), 6)", new Relu6(), 7);
        Add(page, "LeakyRelu(0.1)", "x, or 0.1·x", new LeakyRelu(0.1));
        Add(page, "PRelu", "the slope is learned", new PRelu());
        Add(page, "Elu", "x, or eˣ − 1", new Elu());
        Add(page, "Selu", "keeps mean and variance", new Selu());
        Add(page, "Celu(2)", "x, or 2·(exp(x/2) − 1)", new Celu(2));
        Add(page, "Gelu", "x · Φ(x)", new Gelu());
        Add(page, "Silu", "x · σ(x)", new Silu());
        Add(page, "HardSwish", "Silu of three pieces", new HardSwish());
        Add(page, "Mish", "x · tanh(softplus(x))", new Mish());
        Add(page, "Softplus", "log(1 + eˣ)", new Softplus());
        Add(page, "Sigmoid", "1 / (1 + e⁻ˣ)", new Sigmoid(), 1.2f, -0.2f);
        Add(page, "HardSigmoid", "three straight lines", new HardSigmoid(), 1.2f, -0.2f);
        Add(page, "LogSigmoid", "−log(1 + e⁻ˣ)", new LogSigmoid(), 2, -5);
        Add(page, "Tanh", "from −1 to 1", new Tanh(), 1.4f, -1.4f);
        Add(page, "HardTanh", "three straight lines", new HardTanh(), 1.4f, -1.4f);
        page.Add("", "", (canvas, x, y) =>
            new Plot(canvas, x, y, Width, Height, (0, 1), (0, 1)).Legend(10, 30, ("the function", Page.Blue), ("its derivative", Page.Orange)));
        return page.ToPicture();
    }

    private static void Add(Page page, string title, string detail, Module layer, float high = 5, float low = -2)
    {
        // Not quite at the corners, where a derivative has two values.
        var places = Enumerable.Range(0, 401).Select(i => ((i - 200) / 200f * Reach) + 1e-4f).ToArray();
        var x = Tensor.From(places, [1, 1, 1, places.Length]);
        x.RequiresGrad = true;
        using var tape = new Tape();
        var y = layer.Forward(x);
        Ops.Sum(y).Backward();
        var (values, slopes) = (y.ToArray(), x.Grad!.ToArray());
        page.Add(title, detail, (canvas, left, top) =>
        {
            var plot = new Plot(canvas, left, top, Width, Height, (-Reach, Reach), (low, high)).Axes();
            plot.Curve(places, slopes, Page.Orange, 2.5f);
            plot.Curve(places, values, Page.Blue);
        });
    }
}
