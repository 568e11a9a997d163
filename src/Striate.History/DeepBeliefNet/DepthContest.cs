using Striate.Kernels;
using Striate.Networks;
using Striate.Reports;
using Striate.Tensors;

namespace Striate.History;

/// <summary>A sigmoid net of six layers of weights, pretrained and not, given the same work.</summary>
internal static class DepthContest
{
    private const int BatchSize = 100;
    private const double LearningRate = 0.1;
    private const double Momentum = 0.9;
    private const int HiddenLayers = 5;

    // A step of contrastive divergence takes six products of a layer's matrix with the batch, one of backpropagation three.
    private const int PassesForOne = 2;

    public static (double Pretrained, IReadOnlyList<double> Random, PageFact Finding, PageSection Section) Run(
        Tensor train, int[] labels, Tensor test, int[] testLabels, int classes, DeepBeliefNetPlan plan, ulong seed, Stage stage)
    {
        train = Rows.First(train, plan.DeepImages);
        var (pretraining, epochs) = (PassesForOne * plan.DeepPretrainingEpochs, plan.DeepEpochs);
        var net = new DeepBeliefNet([train.Shape[1], .. Enumerable.Repeat(plan.DeepWidth, HiddenLayers)], seed: seed);
        new GreedyPretraining { Epochs = plan.DeepPretrainingEpochs, Seed = seed }.Run(
            net, train, tell: (layer, share) => stage.Step("pretraining six layers", (layer + share) / HiddenLayers / 4));
        var pretrained = net.ToClassifier(classes);

        var lines = new List<Line>
        {
            new("pretrained", Learn(pretrained, pretraining, epochs, stage.Part(0.25, 0.4))),
            new("random, ±1/√n", Learn(Random(Initializer.FanInUniform), 0, pretraining + epochs, stage.Part(0.4, 0.7))),
            new("random, Xavier", Learn(Random(Initializer.Xavier()), 0, pretraining + epochs, stage.Part(0.7, 1))),
        };
        var ends = lines.ConvertAll(line => line.Points[^1].Y);
        return (
            ends[0] / 100,
            [ends[1] / 100, ends[2] / 100],
            new PageFact("six sigmoid layers, test error after the same work", $"pretrained {ends[0]:0.0} %, random {ends[1]:0.0} % (±1/√n), {ends[2]:0.0} % (Xavier)"),
            new PageSection(
                "Depth without help, and with it",
                new PageText(
                    $"A net of six layers, {string.Join("-", net.Sizes)}-{classes}, on {train.Shape[0]:N0} digits. Through each sigmoid at most a quarter of the gradient comes back, so that the first "
                    + "layers of a net of random weights hardly learn. Pretraining gives them something to start from. A pass of contrastive divergence computes "
                    + $"twice the products of a pass of backpropagation, and the random nets got as many passes more: all three did the same work, by gradient descent with a rate of {LearningRate} and momentum of {Momentum}. Guessing is wrong in "
                    + $"{100 - (100.0 / classes):0} %: a net that is near there at the end has not begun. Xavier's scale is of 2010, when it had become "
                    + "known that a good part of the trouble was the size of the first weights; other rules, rates and first weights may teach such a net without pretraining."),
                PageFigure.Of(
                    "depth",
                    LinesFigure.Draw(new LinesPanel("Six sigmoid layers", "work, in passes of backpropagation", "wrong, % of the test digits", lines)),
                    "Test error over the work for a pretrained and two random nets",
                    $"The pretrained net starts after {pretraining} passes' worth of pretraining.")));

        Sequential Random(Initializer initializer)
        {
            var random = new DeepBeliefNet(net.Sizes).ToClassifier(classes);
            foreach (var (name, parameter) in random.Parameters())
            {
                parameter.Initializer = name.EndsWith("weight", StringComparison.Ordinal) ? initializer : Initializer.Zeros;
            }

            random.Initialize(seed);
            return random;
        }

        List<(double X, double Y)> Learn(Sequential classifier, int before, int passes, Stage stage)
        {
            var points = new List<(double X, double Y)> { (before, 100 * Rows.ErrorOf(classifier, test, testLabels)) };
            Rows.Learn(
                new Sgd(classifier, LearningRate, Momentum), train.Shape[0], BatchSize, passes, seed,
                places => Ops.CrossEntropy(classifier.Forward(Rows.Of(train, places)), Array.ConvertAll(places, place => labels[place])),
                share => stage.Step("six layers", share),
                pass => points.Add((before + pass, 100 * Rows.ErrorOf(classifier, test, testLabels))));
            return points;
        }
    }
}
