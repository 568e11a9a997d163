using Striate.Reports;
using static Striate.History.TanhNetFigures;

namespace Striate.History;

/// <summary>The net that read zip codes, trained on as many digits as in 1989.</summary>
internal sealed class ZipNetMachine : Machine
{
    private const double PaperError = 0.05;
    private const double PaperTrainError = 0.0014;
    private const double PaperRejected = 0.121;
    private const double WantedError = 0.01;
    private const double MostRejected = 0.3;

    // Of the time of a run: what the paper's digits take.
    private const double PaperShare = 0.3;

    public override string Name => "zipnet";

    public override string Title => "LeNet on zip codes";

    public override int Year => 1989;

    public override string People => "Yann LeCun, Bernhard Boser, John Denker, Donnie Henderson, Richard Howard, Wayne Hubbard and Lawrence Jackel";

    public override string Idea => "Backpropagation finds the kernels of a convolution by itself: from pixels to digits with nothing designed by hand but which units share their weights.";

    public override string Limit => "Sixteen by sixteen pixels, one digit at a time cut out by other means, and a single size of it: halving the picture at each step leaves no room for more layers.";

    public override IReadOnlyList<string> Papers =>
    [
        "Y. LeCun, B. Boser, J. S. Denker, D. Henderson, R. E. Howard, W. Hubbard and L. D. Jackel: Backpropagation applied to handwritten zip code recognition. Neural Computation 1(4), 541–551, 1989.",
        "S. Becker and Y. LeCun: Improving the convergence of back-propagation learning with second-order methods. Proceedings of the 1988 Connectionist Models Summer School, 1989.",
    ];

    public override Material Material => Material.Digits;

    /// <summary>Digits to learn from, as in the paper.</summary>
    public int TrainCount { get; init; } = 7291;

    /// <summary>Digits to be tested on, as in the paper.</summary>
    public int TestCount { get; init; } = 2007;

    /// <summary>η of each of the paper's 23 passes.</summary>
    public IReadOnlyList<double> Rates { get; init; } = [.. Enumerable.Repeat(0.0005, 8), .. Enumerable.Repeat(0.0002, 8), .. Enumerable.Repeat(0.0001, 7)];

    /// <summary>η of each pass over all digits in a quick run; a long one takes <see cref="Rates"/>.</summary>
    public IReadOnlyList<double> RatesOfAll { get; init; } = [.. Enumerable.Repeat(0.0005, 3), .. Enumerable.Repeat(0.0002, 2), .. Enumerable.Repeat(0.0001, 2), 0.00005];

    public override Exhibit Run(Lesson lesson)
    {
        var pictures = lesson.Pictures();
        var (all, allOfTest) = (DigitSet.Of(pictures.Train, ZipNet.Side), DigitSet.Of(pictures.Test, ZipNet.Side));
        var (train, test) = (all.Take(TrainCount), allOfTest.Take(TestCount));
        var net = new ZipNet();
        var training = new TanhNetTraining(net, new SignedTargetLoss(), Rates) { Batch = lesson.IsFull ? 1 : 4 };
        var passes = training.Run(train, test, new Stage(lesson, 0, PaperShare));
        var readings = Readings.Of(net, test, lesson);

        // As the other machines learn, so that their errors can be held against each other.
        var passesOfAll = (training with { Net = new ZipNet(), Rates = lesson.IsFull ? Rates : RatesOfAll }).Run(all, allOfTest, new Stage(lesson, PaperShare, 1));
        var counts = ConnectionCount.Of(net, ZipNet.Side);
        var rejections = Rejections(readings, test);
        return new Exhibit(
            [
                new PageFact($"Wrong of {Number(test.Count)} test digits", BesidePaper(Percent.Of(readings.Error), PaperError, lesson)),
                new PageFact($"Wrong of {Number(train.Count)} digits it learned from, read after the last pass", BesidePaper(Percent.Of(Readings.Of(net, train, lesson).Error), PaperTrainError, lesson)),
                new PageFact("To be rejected so that 1 % of the rest is wrong", BesidePaper(Percent.Of(rejections.First(point => point.Error <= WantedError).Rejected), PaperRejected, lesson)),
                new PageFact($"Wrong of all {Number(allOfTest.Count)} test digits", Percent.Of(Readings.Of(net, allOfTest, lesson).Error)),
                new PageFact($"The same, a net that learned from {Number(all.Count)} digits", Percent.Of(passesOfAll[^1].TestError)),
                new PageFact("Parameters", Number(counts.Sum(count => count.Parameters))),
                new PageFact("Connections", Number(counts.Sum(count => count.Connections))),
            ],
            [
                new PageSection(
                    "Few parameters for many connections",
                    new PageText("All units of a map look for the same thing at different places: they share one set of weights, and the picture's shape goes into the net's. So 64,660 connections come out of 9,760 numbers, few enough to be learned from some thousand digits."),
                    Counts(counts)),
                new PageSection(
                    "It learns",
                    Learning(passes, PaperError, lesson),
                    new PageText($"More digits teach the same {Number(counts.Sum(count => count.Parameters))} numbers more: from {Number(all.Count)} in {passesOfAll.Count} passes it comes to {Percent.Of(passesOfAll[^1].TestError)} of all test digits.")),
                new PageSection(
                    "What it looks for",
                    KernelSheet((TableConv2d)net.Layers[0], "The twelve kernels of H1", "Nobody drew these: backpropagation has made them of weights of chance. Red asks for ink, blue for paper."),
                    States(
                        net, test, 0, ["the digit", "H1: 12 maps of 8 × 8", "H2: 12 maps of 4 × 4", "H3: 30 units", "output: 0 to 9"], [1, 1, 1, 3, 1],
                        "One test digit on its way through the net. The maps of H1 and H2 have a quarter of the places of the layer before; units of H3 and of the output see all of it. At the output the unit of the digit alone is to be red.")),
                new PageSection(
                    "Knowing when not to know",
                    new PageText("A sorting machine may hand hard letters to a person. The difference between the two largest outputs tells which digits are hard."),
                    PageFigure.Of(
                        "rejections",
                        LinesFigure.Draw(new LinesPanel("Digits that are left to a person", "rejected, %", "wrong of the rest, %", new Line("", [.. rejections.Where(point => point.Rejected <= MostRejected).Select(point => (100 * point.Rejected, 100 * point.Error))]))),
                        "The error of the digits that are kept falls as more are rejected.",
                        "The more of the least sure digits are rejected, the fewer of the others are wrong."),
                    Mistakes(readings, test, "What it is, and what the net took it for.")),
            ])
        {
            DigitError = passesOfAll[^1].TestError,
            DigitsLearned = all.Count,
        };
    }

    // The error among the surest digits, for each number of the least sure that are left out.
    private static List<(double Rejected, double Error)> Rejections(Readings readings, DigitSet test)
    {
        var wrong = Enumerable.Range(0, test.Count).OrderBy(readings.Margin).Select(i => readings.ClassOf(i) != test.Labels[i]).ToList();
        var points = new List<(double, double)>();
        var left = wrong.Count(isWrong => isWrong);
        for (var rejected = 0; rejected < wrong.Count; rejected++)
        {
            points.Add(((double)rejected / wrong.Count, (double)left / (wrong.Count - rejected)));
            left -= wrong[rejected] ? 1 : 0;
        }

        points.Add((1, 0));
        return points;
    }
}
