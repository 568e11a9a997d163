using Striate.Imaging;
using Striate.Insight;
using Striate.Networks;
using Striate.Reports;
using Striate.Tensors;

namespace Striate.History;

/// <summary>Digits in thirty numbers: the deep autoencoder beside principal components.</summary>
internal static class CodeContest
{
    private const int BatchSize = 100;
    private const double LearningRate = 1e-3;
    private const int Shown = 16;

    // Test digits on which the error is followed while it learns.
    private const int Followed = 2000;

    public static (double Autoencoder, double Components, PageFact Finding, PageSection Section) Run(Tensor train, Tensor test, int side, DeepBeliefNetPlan plan, ulong seed, Stage stage)
    {
        train = Rows.First(train, plan.CodeImages);
        var net = new DeepBeliefNet([train.Shape[1], .. plan.CodeLayers], codeKind: UnitKind.Gaussian, seed: seed);
        new GreedyPretraining { Epochs = plan.CodePretrainingEpochs, Seed = seed }.Run(
            net, train, tell: (layer, share) => stage.Step("pretraining the autoencoder", (layer + share) / net.Layers.Count / 3));
        var autoencoder = net.ToAutoencoder();
        var followed = Rows.First(test, Followed);
        var points = new List<(double X, double Y)> { (0, ErrorOf(Rows.Map(autoencoder.Reconstruct, followed), followed)) };
        Rows.Learn(
            new Adam(autoencoder, LearningRate), train.Shape[0], BatchSize, plan.CodeEpochs, seed, Loss, share => stage.Step("the autoencoder", (1 + (2 * share)) / 3),
            epoch => points.Add((epoch, ErrorOf(Rows.Map(autoencoder.Reconstruct, followed), followed))));

        var code = plan.CodeLayers[^1];
        var linear = Linear(train, test, code, seed);
        var said = Rows.Map(autoencoder.Reconstruct, test);
        var (deepError, linearError) = (ErrorOf(said, test), ErrorOf(linear, test));
        var linearFollowed = ErrorOf(Rows.First(linear, Followed), followed);
        return (
            deepError,
            linearError,
            new PageFact($"squared error of a digit from {code} numbers", $"autoencoder {deepError:0.00}, principal components {linearError:0.00}"),
            new PageSection(
                $"A digit in {code} numbers",
                new PageText(
                    $"Machines stacked to {string.Join("-", net.Sizes)} and unrolled, up and down again with the same weights, start as a net of {2 * net.Layers.Count} layers that backpropagation can "
                    + $"reach: it is fine-tuned so that what comes out is what went in. The linear answer to the same task are the first {code} principal components."),
                PageFigure.Of("codes", Sheet(test, said, linear, side, code), "Test digits, and what the autoencoder and principal components make of them", $"The {Shown} first test digits."),
                PageFigure.Of(
                    "code-error",
                    LinesFigure.Draw(new LinesPanel(
                        $"Error from {code} numbers", "passes of fine-tuning", "squared error of a test digit",
                        new Line("autoencoder", points), new Line("principal components", [(0, linearFollowed), (plan.CodeEpochs, linearFollowed)]))),
                    "Error of the autoencoder over the passes, and that of principal components",
                    $"Of the first {followed.Shape[0]:N0} test digits. Before the first pass, the autoencoder is what pretraining alone has made of it.")));

        Tensor Loss(int[] places)
        {
            var pictures = Rows.Of(train, places);
            return Ops.BinaryCrossEntropy(autoencoder.Forward(pictures), pictures);
        }
    }

    private static Tensor Linear(Tensor train, Tensor test, int components, ulong seed)
    {
        using var scope = new Scope();
        var (mean, directions) = Pca.Fit(train, components, seed);
        return (Ops.MatMul(Ops.MatMul(test - mean, directions, transposeB: true), directions) + mean).Clone().Keep();
    }

    private static double ErrorOf(Tensor said, Tensor pictures)
    {
        using var scope = new Scope();
        return Ops.Sum(Ops.Square(said - pictures)).Item() / pictures.Shape[0];
    }

    private static Data.Picture Sheet(Tensor test, Tensor said, Tensor linear, int side, int code)
    {
        var scale = new ValueScale(ColorMap.Greys, 0, 1);
        return SheetSection.Draw([new SheetSection(
            $"Test digits, and the same from {code} numbers", "from above: the digit, the autoencoder's, that of principal components", scale,
            [.. Enumerable.Range(0, Math.Min(Shown, test.Shape[0])).Select(i => new Tile("", [.. new[] { test, said, linear }.Select(
                rows => scale.Paint(rows.Span.Slice(i * side * side, side * side), side, side))]))])]);
    }
}
