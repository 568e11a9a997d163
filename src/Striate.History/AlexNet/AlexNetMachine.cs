using System.Globalization;
using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Imaging;
using Striate.Insight;
using Striate.Kernels;
using Striate.Networks;
using Striate.Reports;
using Striate.Tensors;
using Striate.Training;
using static Striate.History.TanhNetFigures;

namespace Striate.History;

/// <summary>AlexNet: the paper's net layer by layer, and a reduced copy that learns.</summary>
internal sealed class AlexNetMachine : Machine
{
    // Learning, then a test on ten parts of each picture.
    private const double LearningShare = 0.9;

    // Half of the paper's: a short run has few steps.
    private const int Batch = 64;
    private const int Five = 5;
    private const int Shown = 8;
    private const int Neighbours = 5;
    private const int NeighbourPool = 1000;
    private const int ColourPool = 200;

    public override string Name => "alexnet";

    public override string Title => "AlexNet";

    public override int Year => 2012;

    public override string People => "Alex Krizhevsky, Ilya Sutskever and Geoffrey Hinton";

    public override string Idea => "LeNet made larger and deeper, on a million photos and two graphics cards: rectified units that do not saturate, dropout, and pictures changed at random made it learn, and won ImageNet by far.";

    public override string Limit => "Eight layers were the end of it: much deeper nets waited for better first weights, batch normalisation and residual connections, and most of its parameters sit in two full layers that later nets do without.";

    public override IReadOnlyList<string> Papers =>
    [
        "A. Krizhevsky, I. Sutskever and G. E. Hinton: ImageNet classification with deep convolutional neural networks. Advances in Neural Information Processing Systems 25, 1097–1105, 2012.",
        "A. Krizhevsky: One weird trick for parallelizing convolutional neural networks. arXiv:1404.5997, 2014.",
    ];

    public override Material Material => Material.Photos;

    /// <summary>Passes of the short run, pictures that it learns from, and pictures that it is tested on.</summary>
    public (int Epochs, int Train, int Test) Short { get; init; } = (1, 32_000, 1000);

    /// <summary>Passes of the long run, which is tested on all pictures.</summary>
    public int FullEpochs { get; init; } = 12;

    public override Exhibit Run(Lesson lesson)
    {
        var (train, test) = lesson.Pictures();
        if (!lesson.IsFull)
        {
            (train, test) = (train.FromAllOver(Short.Train), test.FromAllOver(Short.Test));
        }

        var net = new OriginalAlexNet(train.Classes.Count, AlexNetPlan.Small);
        var training = new AlexNetTraining(net, train) { Batch = Batch, Epochs = lesson.IsFull ? FullEpochs : Short.Epochs, Share = LearningShare };
        var points = training.Run(lesson);
        var (ten, middle) = training.Test(test, lesson);
        var paper = Summary.Of(new OriginalAlexNet(), [3, AlexNetPlan.Paper.Crop, AlexNetPlan.Paper.Crop]);
        return new Exhibit(
            [
                new PageFact($"Right of {Number(test.Count)} test pictures, mean of ten parts", Percent.Of(ten.Accuracy)),
                new PageFact("The same, the middle alone", Percent.Of(middle.Accuracy)),
                .. train.Classes.Count > Five ? new[] { new PageFact("The right class among the first five", Percent.Of(ten.TopKAccuracy(Five))) } : [],
                new PageFact($"Passes over {Number(train.Count)} pictures", $"{training.Epochs}"),
                new PageFact("Parameters of the paper's net", Number(paper.Parameters)),
                new PageFact("Parameters of the reduced copy that learned here", Number(net.CountParameters())),
            ],
            [
                new PageSection(
                    "The net of the paper",
                    new PageText("Five convolutions and three full layers. The second, fourth and fifth convolutions are cut in two: each half sees the maps of its own graphics card alone, and so their filters are half as deep."),
                    Layers(paper)),
                new PageSection(
                    "Never the same picture twice",
                    new PageText("In each pass the net sees another part of every picture, mirrored or not, and in another light: the colours move along the directions in which those of the data differ."),
                    Changes(training, train, net.Plan, lesson.Seed)),
                new PageSection("It learns", Learning(points)),
                new PageSection(
                    "What it has learned",
                    PageFigure.Of("filters", Filters.Sheet(net.First), "The filters of the first layer in colour.", $"The filters that see the pixels, after {training.Epochs} {(training.Epochs == 1 ? "pass" : "passes")}. In the paper's third figure, after ninety passes over a million pictures, they are edges and blobs of colour."),
                    Opinions(ten, test),
                    Nearest(net, training.Normalize, test)),
            ]);
    }

    private static PageTable Layers(Summary paper) => new(
        ["layer", "what it is", "output"],
        ["parameters"],
        [
            .. paper.Rows.Where(row => row.Parameters > 0 || row.Kind.StartsWith("MaxPool", StringComparison.Ordinal))
                .Select(row => new[] { row.Path.Split('.')[^1], row.Kind, string.Join(" × ", row.Output), Number(row.Parameters) }),
            ["all", "", "", Number(paper.Parameters)],
        ]);

    private static PageFigure Changes(AlexNetTraining training, Dataset train, AlexNetPlan plan, ulong seed)
    {
        var (source, next) = (Brought(train, MostColourful(train), plan), new Picture());
        var entries = new List<(string, string, Picture)> { ("the picture", $"{plan.Side} × {plan.Side}", source) };
        foreach (var i in Enumerable.Range(1, (2 * Shown) - 1))
        {
            var rng = new Rng(Rng.Hash(seed, (ulong)i));
            var (part, lit) = (new Picture(), new Picture());
            training.Colors.Apply(source, next, rng);
            new RandomWindow(plan.Crop).Apply(next, part, rng);
            new RandomFlip().Apply(part, lit, rng);
            entries.Add(($"{i}", "", lit));
        }

        return PageFigure.Of(
            "changes", Gallery.Draw("One picture in fifteen passes", $"a part of {plan.Crop} × {plan.Crop}, perhaps its mirror image, in another light", Shown, entries),
            "One picture, cut, mirrored and coloured in fifteen ways.", "What the net sees of one picture: enough change that it cannot learn pictures by heart.");
    }

    // Of some pictures the one in which a change of colours shows best: whose pixels are farthest from grey.
    private static int MostColourful(Dataset data) => Enumerable.Range(0, Math.Min(ColourPool, data.Count)).MaxBy(i =>
    {
        var rgb = new Picture();
        PictureChannels.Convert(data.PictureOf(i), 3, rgb);
        return rgb.Pixels.ToArray().Chunk(3).Average(pixel => pixel.Max() - pixel.Min());
    });

    private static Picture Brought(Dataset data, int index, AlexNetPlan plan)
    {
        var (rgb, brought) = (new Picture(), new Picture());
        PictureChannels.Convert(data.PictureOf(index), 3, rgb);
        new Cover(plan.Side).Apply(rgb, brought, new Rng(0));
        return brought;
    }

    private static PageFigure Learning(IReadOnlyList<(double Epoch, double Loss, double Error)> points) => PageFigure.Of(
        "learning",
        LinesFigure.Draw(
            new LinesPanel("Wrong of what it learns from", "pass", "%", new Line("", [.. points.Select(point => (point.Epoch, 100 * point.Error))])),
            new LinesPanel("Loss", "pass", "cross-entropy", new Line("", [.. points.Select(point => (point.Epoch, point.Loss))]))),
        "The share of wrong pictures and the loss over the passes.",
        "Counted while it learns, with dropout and changed pictures; on whole pictures it does better. The rate falls to a tenth after 70 and 90 % of the passes.");

    // The paper's fourth figure, left.
    private static PageFigure Opinions(Evaluation evaluation, Dataset test)
    {
        var samples = Enumerable.Range(0, Math.Min(Shown, test.Count)).Select(i => evaluation.Samples[(int)((long)i * test.Count / Math.Min(Shown, test.Count))]);
        return PageFigure.Of(
            "opinions",
            Gallery.Draw(
                "What it takes pictures for", "what it is, and below what the net says and how sure it is", 4,
                [.. samples.Select(sample => (test.Classes[sample.Label], string.Create(CultureInfo.InvariantCulture, $"{test.Classes[sample.Predicted]}, {100 * sample.Confidence:0} %"), test.PictureOf(sample.Index)))]),
            "Eight test pictures with the net's opinion of each.", "Test pictures from all over the set, right or wrong.");
    }

    // The paper's fourth figure, right: pictures whose last hidden layers are close.
    private static PageFigure Nearest(OriginalAlexNet net, Normalize normalize, Dataset test)
    {
        var pool = test.FromAllOver(NeighbourPool);
        var (features, rows) = (new List<float[]>(), new List<(string, string, Picture)>());
        foreach (var batch in new DataLoader(pool, 100, new DataLoaderOptions { Normalize = normalize, Channels = 3, Size = net.Plan.Side }).Epoch(0))
        {
            using var scope = new Scope();
            var hidden = net.Hidden(TenCrops.Of(batch.Images, net.Plan.Crop)[4]);
            features.AddRange(Enumerable.Range(0, batch.Count).Select(i => hidden.Span.Slice(i * hidden.Shape[1], hidden.Shape[1]).ToArray()));
        }

        foreach (var query in Enumerable.Range(0, 4).Select(i => ((2 * i) + 1) * pool.Count / Shown))
        {
            rows.Add(("asked", pool.Classes[pool.LabelOf(query)], pool.PictureOf(query)));
            rows.AddRange(Enumerable.Range(0, pool.Count).Where(i => i != query)
                .OrderBy(i => features[i].Zip(features[query], (a, b) => (a - b) * (a - b)).Sum()).Take(Neighbours)
                .Select(i => ("", pool.Classes[pool.LabelOf(i)], pool.PictureOf(i))));
        }

        return PageFigure.Of(
            "nearest", Gallery.Draw("Pictures that mean the same", "the five whose last hidden layer is closest to that of the first", Neighbours + 1, rows),
            "Four pictures, each with the five that are closest to it.", "The longer the net has learned, the more of these show the same thing as the first, though their pixels differ.");
    }
}
