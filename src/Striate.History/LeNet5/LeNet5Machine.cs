using Striate.Imaging;
using Striate.Insight;
using Striate.Reports;
using Striate.Tensors;
using static Striate.History.TanhNetFigures;

namespace Striate.History;

/// <summary>LeNet-5 with the output, the loss and the learning rule of its paper.</summary>
internal sealed class LeNet5Machine : Machine
{
    private const double PaperError = 0.0095;

    public override string Name => "lenet5";

    public override string Title => "LeNet-5";

    public override int Year => 1998;

    public override string People => "Yann LeCun, Léon Bottou, Yoshua Bengio and Patrick Haffner";

    public override string Idea => "Convolution and subsampling in turn, trained as a whole from pixels to the codes of the digits: deep enough for tolerance to shifts, small enough to read cheques in banks.";

    public override string Limit => "Larger pictures and more classes waited for more labelled data and faster machines; the saturating units make a much deeper net hard to train.";

    public override IReadOnlyList<string> Papers =>
    [
        "Y. LeCun, L. Bottou, Y. Bengio and P. Haffner: Gradient-based learning applied to document recognition. Proceedings of the IEEE 86(11), 2278–2324, 1998.",
        "Y. LeCun, L. Bottou, G. B. Orr and K.-R. Müller: Efficient BackProp. In: Neural Networks: Tricks of the Trade, Springer, 1998.",
    ];

    public override Material Material => Material.Digits;

    /// <summary>η of each pass of the short run.</summary>
    public IReadOnlyList<double> Rates { get; init; } = [.. Enumerable.Repeat(0.00025, 3), .. Enumerable.Repeat(0.0001, 2), 0.00005, 0.000025, 0.00001];

    /// <summary>η of each pass of the long run: half of the paper's, with which some starts end in a poor place.</summary>
    public IReadOnlyList<double> FullRates { get; init; } =
    [
        .. Enumerable.Repeat(0.00025, 2), .. Enumerable.Repeat(0.0001, 3), .. Enumerable.Repeat(0.00005, 3), .. Enumerable.Repeat(0.000025, 4), .. Enumerable.Repeat(0.000005, 8),
    ];

    public override Exhibit Run(Lesson lesson)
    {
        var pictures = lesson.Pictures();
        var (train, test) = (DigitSet.Of(pictures.Train), DigitSet.Of(pictures.Test));
        var net = new OriginalLeNet5();
        var training = new TanhNetTraining(net, new RubbishClassLoss(), lesson.IsFull ? FullRates : Rates) { Batch = 10 };
        var passes = training.Run(train, test, new Stage(lesson, 0, 1));
        var readings = Readings.Of(net, test, lesson);
        var counts = ConnectionCount.Of(net, OriginalLeNet5.Side);
        var output = new ConnectionCount("output", [DigitCodes.Count, 1, 1], OriginalLeNet5.OutputConnections, 0);
        return new Exhibit(
            [
                new PageFact($"Wrong of {Number(test.Count)} test digits", BesidePaper(Percent.Of(readings.Error), PaperError, lesson)),
                new PageFact($"Wrong of {Number(train.Count)} digits in the last pass", Percent.Of(passes[^1].TrainError)),
                new PageFact("Passes", $"{passes.Count}"),
                new PageFact("Parameters", Number(counts.Sum(count => count.Parameters))),
                new PageFact("Connections", Number(counts.Sum(count => count.Connections) + output.Connections)),
            ],
            [
                new PageSection(
                    "Convolution, subsampling, and so on",
                    new PageText("C layers look for something at every place of the maps before; S layers sum four neighbours, so that the exact place counts less. Each map of C3 sees only some maps of S2, which breaks the symmetry between them and saves connections."),
                    Counts(counts, output)),
                new PageSection("It learns", Learning(passes, PaperError, lesson)),
                new PageSection(
                    "What happens inside",
                    KernelSheet((TableConv2d)net.Layers[0], "The six kernels of C1", "Nobody drew these: backpropagation has made them of weights of chance. Red asks for ink, blue for paper."),
                    States(
                        net, test, 0,
                        ["input, 32 × 32", "C1: 6 maps of 28 × 28", "S2: 6 maps of 14 × 14", "C3: 16 maps of 10 × 10", "S4: 16 maps of 5 × 5", "C5: 120 units", "F6: 84 units, drawn as 7 × 12"],
                        [1, 1, 1, 1, 1, 8, DigitCodes.Rows],
                        "One test digit on its way through the net. Its last layer is to draw the digit as it looks on a screen.")),
                new PageSection(
                    "The output is a picture",
                    new PageText("Each class has a code of 84 numbers, a stylised digit of 7 by 12. F6 is to come near the code of the right digit; a digit far from all codes is not one."),
                    Codes(net, test)),
                new PageSection("What it got wrong", Mistakes(readings, test, "What it is, and what the net took it for; many are hard for people, too.")),
            ])
        {
            DigitError = readings.Error,
            DigitsLearned = train.Count,
        };
    }

    // The codes, and below each what F6 makes of the first test digit of that class.
    private static PageFigure Codes(OriginalLeNet5 net, DigitSet test)
    {
        using var scope = new Scope();
        var scale = new ValueScale(ColorMap.Greys, ScaledTanh.Amplitude, -ScaledTanh.Amplitude);
        var (codes, drawn) = (new List<Tile>(), new List<Tile>());
        for (var digit = 0; digit < DigitCodes.Count; digit++)
        {
            codes.Add(new Tile($"{digit}", scale.Paint(DigitCodes.All.Span.Slice(digit * DigitCodes.Length, DigitCodes.Length), DigitCodes.Rows, DigitCodes.Columns)));
            if (Array.IndexOf(test.Labels, digit) is var first and >= 0)
            {
                var f6 = net.States(net.Input(test.Images([first])))[^1];
                drawn.Add(new Tile($"{digit}", scale.Paint(f6.ToArray(), DigitCodes.Rows, DigitCodes.Columns)));
            }
        }

        return PageFigure.Of(
            "codes",
            SheetSection.Draw([new SheetSection("The codes", "", scale, codes), new SheetSection("F6 for the first test digit of each class", "", scale, drawn)]),
            "Ten stylised digits, and ten pictures by the net that look like them.",
            "Above what the net is to say, below what it says: the first test digit of each class.");
    }
}
