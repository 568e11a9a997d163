using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Kernels;
using Striate.Reports;
using Striate.Tensors;

namespace Striate.History;

/// <summary>The neocognitron of 1980.</summary>
internal sealed class NeocognitronMachine : Machine
{
    private const int MostShift = 6;
    private const int ShownPlanes = 16;
    private const int ShownShift = 3;

    private static readonly (string Name, string Augmentation)[] Tests =
    [
        ("as they are", ""), ("moved by up to 3 pixels", "affine:0:0.1"), ("moved by up to 5 pixels", "affine:0:0.18"), ("bent and turned", "affine:12:0:0.85-1.15:8,elastic:2.5"),
    ];

    /// <inheritdoc/>
    public override string Name => "neocognitron";

    /// <inheritdoc/>
    public override string Title => "Neocognitron";

    /// <inheritdoc/>
    public override int Year => 1980;

    /// <inheritdoc/>
    public override string People => "Kunihiko Fukushima";

    /// <inheritdoc/>
    public override string Idea => "Cells that share their weights over all places, and cells that pool over places, in turn: small shifts matter less from layer to layer, and all of it is learned without labels.";

    /// <inheritdoc/>
    public override string Limit => "No error ever comes back from the top: what its stages learn is what they see often, not what tells one class from another.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Papers =>
    [
        "K. Fukushima: Neocognitron: A self-organizing neural network model for a mechanism of pattern recognition unaffected by shift in position. Biological Cybernetics 36, 1980.",
        "K. Fukushima, S. Miyake: Neocognitron: A new algorithm for pattern recognition tolerant of deformations and shifts in position. Pattern Recognition 15, 1982.",
    ];

    /// <inheritdoc/>
    public override Material Material => Material.Digits;

    /// <summary>Sizes and times; null for those that the lesson asks for.</summary>
    internal NeocognitronPlan? Plan { get; init; }

    /// <inheritdoc/>
    public override Exhibit Run(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        var plan = Plan ?? (lesson.IsFull ? NeocognitronPlan.Full : NeocognitronPlan.Quick);
        var (trainData, testData) = lesson.Pictures();
        var train = DigitSet.Of(trainData, count: plan.ReadoutImages);
        var tests = Tests.Select(test => DigitSet.Of(testData, count: test.Augmentation.Length == 0 ? plan.TestImages : plan.ChangedImages, augmentation: test.Augmentation)).ToList();
        var net = new Neocognitron(plan.Stages, lesson.Seed);
        var moved = Rows.First(tests[0].Images(), plan.ShiftedImages);
        var used = Teach(net, train, plan, new Stage(lesson, 0, 0.25));

        // Of each stage and of the pixels: what it says, what is read from it, and how much of it stays where the picture moves.
        var (errors, likeness) = (new List<double[]>(), new List<IReadOnlyList<double>>());
        for (var stages = 0; stages <= net.Stages; stages++)
        {
            var part = new Stage(lesson, 0.25 + (0.75 * stages / (net.Stages + 1)), 0.25 + (0.75 * (stages + 1) / (net.Stages + 1)));
            errors.Add(ReadAll(net, stages, train, tests, plan, lesson.Seed, part));
            likeness.Add(ShiftTolerance.Measure(
                images =>
                {
                    part.Step("moving digits", 1);
                    return Cells(net, stages)(images);
                },
                moved, MostShift));
        }

        var halves = likeness.ConvertAll(ShiftTolerance.HalfShift);
        var names = Enumerable.Range(0, net.Stages + 1).Select(stages => stages == 0 ? "pixels" : $"C-cells of stage {stages}").ToArray();
        return new Exhibit(
            [
                new PageFact("test error, read from the last C-cells", Percent.Of(errors[^1][0], 1)),
                new PageFact("the same, digits moved by up to 5 pixels", $"{Percent.Of(errors[^1][2], 1)}; read from pixels {Percent.Of(errors[0][2], 1)}"),
                new PageFact("the same, bent and turned", $"{Percent.Of(errors[^1][3], 1)}; read from pixels {Percent.Of(errors[0][3], 1)}"),
                new PageFact("shift that leaves half of what is said, pixels and stages", string.Join(", ", halves.Select(Pixels))),
            ],
            [
                Seen(net, used),
                new PageSection(
                    "Place matters less from stage to stage",
                    new PageText(
                        $"{moved.Shape[0]:N0} digits are moved to the right, and what each stage says of them is compared, cell by cell, with what it said before: the correlation, after what "
                        + "it says of digits on average is taken off."),
                    PageFigure.Of(
                        "tolerance",
                        LinesFigure.Draw(new LinesPanel(
                            "What stays when a digit moves", "pixels to the right", "likeness of what is said",
                            [.. likeness.Select((values, i) => new Line(names[i], [.. values.Select((value, shift) => ((double)shift, value))]))])),
                        "Likeness over the shift for pixels and the three stages", "The higher the line, the less place matters."),
                    PageFigure.Of("moved", Moved(net, tests[0]), "What the stages say of a digit and of the same digit moved", $"A digit, and the same moved by {ShownShift} pixels: what {ShownPlanes} planes of each stage say, those that say most of the digit as it is.")),
                new PageSection(
                    "What can be read from it",
                    new PageText(
                        $"The net has learned without labels. To count mistakes, a linear readout is trained on what a stage says of {train.Count:N0} digits as they are, and tested on others that are moved or bent. "
                        + "The stages below have many more cells to read from, and a readout of them that learns from labels does what the stages above do without: the last stage is no better "
                        + "to read than they are, and of digits that stay in their place it may say less than the pixels."),
                    new PageTable(
                        ["Test digits"], names,
                        [
                            .. Tests.Select((test, i) => (IReadOnlyList<string>)[test.Name, .. errors.Select(row => Percent.Of(row[i], 1))]),
                            ["numbers that are read", .. Enumerable.Range(0, net.Stages + 1).Select(stages => $"{Cells(net, stages)(Rows.First(tests[0].Images(), 1)).Length:N0}")],
                        ])),
            ])
        {
            DigitError = errors[^1][0],
            DigitsLearned = train.Count,
        };
    }

    private static int[] Teach(Neocognitron net, DigitSet digits, NeocognitronPlan plan, Stage stage)
    {
        var used = new int[net.Stages];
        for (var s = 0; s < net.Stages; s++)
        {
            var planes = new HashSet<int>();
            for (var i = 0; i < plan.SeenByAStage; i++)
            {
                using var scope = new Scope();
                planes.UnionWith(SeedSelection.Step(net.Simple[s], net.Respond(digits.Images([i % digits.Count]), s)));
                stage.Step($"stage {s + 1} looks at digits", (s + ((i + 1.0) / plan.SeenByAStage)) / net.Stages);
            }

            used[s] = planes.Count;
        }

        return used;
    }

    // The errors of a readout of one stage on all tests.
    private static double[] ReadAll(Neocognitron net, int stages, DigitSet train, List<DigitSet> tests, NeocognitronPlan plan, ulong seed, Stage stage)
    {
        var readout = Readout.Learn(
            Said(train, 0, 0.4), train.Labels, train.Classes, plan.ReadoutEpochs, Rng.Hash(seed, (ulong)stages), share => stage.Step("reading", 0.4 + (0.3 * share)));
        return [.. tests.Select((test, i) => readout.ErrorOf(Said(test, 0.7 + (0.3 * i / tests.Count), 0.7 + (0.3 * (i + 1) / tests.Count)), test.Labels))];

        Tensor Said(DigitSet digits, double from, double to)
        {
            var done = 0;
            return Rows.Map(
                images =>
                {
                    done += images.Shape[0];
                    stage.Step("looking at digits", from + ((to - from) * done / digits.Count));
                    return Cells(net, stages)(images);
                },
                digits.Images());
        }
    }

    private static Func<Tensor, Tensor> Cells(Neocognitron net, int stages) => images => Ops.Flatten(Ops.ToRowMajor(net.Respond(images, stages)));

    private static PageSection Seen(Neocognitron net, int[] used)
    {
        var first = net.Simple[0];
        var (side, scale) = (first.Window, ValueScale.Of(first.A.Span));
        var length = side * side;
        var sheet = SheetSection.Draw([new SheetSection(
            "What the planes of the first stage look for", $"weights a of {first.Planes} planes, {side}×{side}, each by its own largest", new ValueScale(ColorMap.Viridis, 0, 1),
            [.. Enumerable.Range(0, first.Planes).Select(plane => new Tile($"{plane}", Scaled(first.A.Span.Slice(plane * length, length), side)))])]);
        return new PageSection(
            "Seeds",
            new PageText(
                "Of the cells that see about the same place, the one that says most becomes a seed: its whole plane learns what it sees, and is from then on silent where there is something else. "
                + $"There a plane that has learned nothing yet says most, and is the next. So {string.Join(", ", net.Simple.Select((layer, i) => $"{used[i]} of {layer.Planes} planes of stage {i + 1}"))} found a pattern, and nobody named any."),
            PageFigure.Of("planes", sheet, "Patterns of the first S-cells", "What the planes found by looking at the pictures. Of handwritten digits they find strokes of several directions, corners and ends; some planes are nearly alike, and some have seen little more than a dot."));
    }

    private static Picture Moved(Neocognitron net, DigitSet digits)
    {
        using var scope = new Scope();
        var digit = Rows.First(digits.Images(), 1);
        var both = new[] { digit, ShiftTolerance.Shift(digit, 0, ShownShift) };
        var sections = new List<SheetSection>
        {
            new("The digit", "as it is, and moved", new ValueScale(ColorMap.Greys, 0, 1), [.. both.Select(picture => new Tile("", Scaled(picture.Span, digits.Side, ColorMap.Greys)))]),
        };
        for (var stage = 1; stage <= net.Stages; stage++)
        {
            var said = both.Select(picture => net.Respond(picture, stage)).ToArray();
            var (planes, side, values) = (said[0].Shape[1], said[0].Shape[2], Array.ConvertAll(said, maps => maps.ToArray()));

            // The planes that say most of the digit.
            var shown = Enumerable.Range(0, planes).OrderByDescending(plane => values[0].AsSpan(plane * side * side, side * side).ToArray().Max()).Take(ShownPlanes).Order();
            var scale = ValueScale.Of(values[0]);
            sections.Add(new SheetSection(
                $"C-cells of stage {stage}", $"{side}×{side} cells a plane; above of the digit, below of the moved one", scale,
                [.. shown.Select(plane => new Tile($"{plane}", [.. values.Select(maps => scale.Paint(maps.AsSpan(plane * side * side, side * side), side, side))]))]));
        }

        return SheetSection.Draw(sections);
    }

    private static Picture Scaled(ReadOnlySpan<float> values, int side, ColorMap? colors = null) =>
        new ValueScale(colors ?? ColorMap.Viridis, 0, Math.Max(System.Numerics.Tensors.TensorPrimitives.Max(values), float.Epsilon)).Paint(values, side, side);

    private static string Pixels(double shift) => shift < MostShift ? string.Create(CultureInfo.InvariantCulture, $"{shift:0.0} px") : $"over {MostShift} px";
}
