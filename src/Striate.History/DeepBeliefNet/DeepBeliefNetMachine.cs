using System.Globalization;
using Striate.Imaging;
using Striate.Insight;
using Striate.Kernels;
using Striate.Networks;
using Striate.Reports;
using Striate.Tensors;

namespace Striate.History;

/// <summary>The deep belief net of 2006.</summary>
internal sealed class DeepBeliefNetMachine : Machine
{
    private const int BatchSize = 100;
    private const double LearningRate = 1e-3;
    private const int Filters = 48;
    private const int Dreams = 8;

    /// <inheritdoc/>
    public override string Name => "dbn";

    /// <inheritdoc/>
    public override string Title => "Deep belief net";

    /// <inheritdoc/>
    public override int Year => 2006;

    /// <inheritdoc/>
    public override string People => "Geoffrey Hinton, Simon Osindero, Yee-Whye Teh and Ruslan Salakhutdinov";

    /// <inheritdoc/>
    public override string Idea => "A deep net can be trained if each layer first learns, without labels, what the layer below says; backpropagation then only refines.";

    /// <inheritdoc/>
    public override string Limit => "Every unit sees the whole picture: nothing is shared between places, and a digit moved by a few pixels is another digit.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Papers =>
    [
        "G. E. Hinton, S. Osindero, Y.-W. Teh: A fast learning algorithm for deep belief nets. Neural Computation 18, 2006.",
        "G. E. Hinton, R. R. Salakhutdinov: Reducing the dimensionality of data with neural networks. Science 313, 2006.",
        "G. E. Hinton: Training products of experts by minimizing contrastive divergence. Neural Computation 14, 2002.",
        "T. Tieleman: Training restricted Boltzmann machines using approximations to the likelihood gradient. ICML, 2008.",
    ];

    /// <inheritdoc/>
    public override Material Material => Material.Digits;

    /// <summary>Sizes and times; null for those that the lesson asks for.</summary>
    internal DeepBeliefNetPlan? Plan { get; init; }

    /// <inheritdoc/>
    public override Exhibit Run(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        var plan = Plan ?? (lesson.IsFull ? DeepBeliefNetPlan.Full : DeepBeliefNetPlan.Quick);
        var (trainData, testData) = lesson.Pictures();
        var (train, test) = (DigitSet.Of(trainData, count: plan.Images), DigitSet.Of(testData));
        var (pictures, testPictures) = (train.Table(), test.Table());

        var net = new DeepBeliefNet([train.Length, .. plan.Layers], labels: train.Classes, seed: lesson.Seed);
        new GreedyPretraining { Epochs = plan.PretrainingEpochs, IsTopPersistent = true, Seed = lesson.Seed }.Run(
            net, pictures, train.Labels, (layer, share) => lesson.Step($"pretraining layer {layer + 1}", (layer + share) / net.Layers.Count * 0.25));
        var filters = FilterSheet(net, train.Side);
        var asked = Enumerable.Range(0, train.Classes).SelectMany(label => Enumerable.Repeat(label, Dreams)).ToArray();
        var dreams = net.Dream(asked, plan.DreamRounds, lesson.Seed, share => lesson.Step("dreaming", 0.25 + (0.05 * share)));

        var classifier = net.ToClassifier(train.Classes);
        var before = Rows.ErrorOf(classifier, testPictures, test.Labels);
        Rows.Learn(
            new Adam(classifier, LearningRate), train.Count, BatchSize, plan.FineTuningEpochs, lesson.Seed,
            places => Ops.CrossEntropy(classifier.Forward(Rows.Of(pictures, places)), Array.ConvertAll(places, place => train.Labels[place])),
            share => lesson.Step("fine-tuning", 0.3 + (0.2 * share)));
        var error = Rows.ErrorOf(classifier, testPictures, test.Labels);
        var kept = (int)Math.Round(asked.Length * (1 - Rows.ErrorOf(classifier, dreams, asked)));

        var depth = DepthContest.Run(pictures, train.Labels, testPictures, test.Labels, train.Classes, plan, lesson.Seed, new Stage(lesson, 0.5, 0.7));
        var code = CodeContest.Run(pictures, testPictures, train.Side, plan, lesson.Seed, new Stage(lesson, 0.7, 0.95));
        var divergence = DivergenceContest.Run(pictures, testPictures, plan, lesson.Seed, new Stage(lesson, 0.95, 1));
        var sizes = string.Join("-", net.Sizes);
        return new Exhibit(
            [
                new PageFact($"test error of {sizes}-{train.Classes}", Percent.Of(error)),
                new PageFact("before fine-tuning, by pretraining alone", Percent.Of(before)),
                depth.Finding,
                code.Finding,
            ],
            [
                new PageSection(
                    "Layer by layer",
                    new PageText(
                        $"The stack {sizes} learned from {train.Count:N0} digits, {plan.PretrainingEpochs} passes a layer, each layer from what the one below says. The last machine "
                        + "sees units for the ten classes beside the hidden units below it, and learns both together."),
                    PageFigure.Of("filters", filters, "Weights of hidden units as pictures", "What the first hidden units look for: strokes and parts of strokes, found without a label.")),
                new PageSection(
                    "What it dreams of",
                    new PageText(
                        $"A class is held at 1, and the last machine draws its hidden and its visible units in turn, {plan.DreamRounds:N0} rounds long. What it then believes is shown as a picture by the layers below."),
                    PageFigure.Of(
                        "dreams", DreamSheet(dreams, train, plan), "Digits that the net makes by itself",
                        $"{Dreams} dreams of each class, none of them a digit of the data. The class is one unit beside {plan.Layers[^2]} others, and a dream may drift to another one: the net, once "
                        + $"fine-tuned, takes {kept} of the {asked.Length} for the class that was held.")),
                depth.Section,
                code.Section,
                divergence,
            ])
        {
            DigitError = error,
            DigitsLearned = train.Count,
        };
    }

    private static Data.Picture FilterSheet(DeepBeliefNet net, int side)
    {
        var weights = net.Layers[0].Weight.Value;
        var count = Math.Min(Filters, weights.Shape[0]);
        var scale = ValueScale.Signed(weights.Span[..(count * side * side)], ColorMap.BlueWhiteRed);
        return SheetSection.Draw([new SheetSection(
            "Weights of the first layer", $"the first {count} of {weights.Shape[0]} hidden units", scale,
            [.. Enumerable.Range(0, count).Select(unit => new Tile("", scale.Paint(weights.Span.Slice(unit * side * side, side * side), side, side)))])]);
    }

    private static Data.Picture DreamSheet(Tensor dreams, DigitSet digits, DeepBeliefNetPlan plan)
    {
        var (length, scale) = (digits.Length, new ValueScale(ColorMap.Greys, 0, 1));
        var pictures = Enumerable.Range(0, dreams.Shape[0]).Select(i => scale.Paint(dreams.Span.Slice(i * length, length), digits.Side, digits.Side));
        return SheetSection.Draw([new SheetSection(
            "Dreams of each class", $"after {plan.DreamRounds:N0} rounds", scale, [.. pictures.Chunk(Dreams).Select((column, label) => new Tile($"{label}", column))])]);
    }
}
