using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Kernels;
using Striate.Reports;
using Striate.Tensors;

namespace Striate.History;

/// <summary>The Mark I perceptron of 1957.</summary>
internal sealed class PerceptronMachine : Machine
{
    private const int Side = 20;
    private const int Connections = 10;
    private const int MarkIUnits = 512;
    private const int LettersSeen = 4000;

    /// <inheritdoc/>
    public override string Name => "perceptron";

    /// <inheritdoc/>
    public override string Title => "Mark I Perceptron";

    /// <inheritdoc/>
    public override int Year => 1957;

    /// <inheritdoc/>
    public override string People => "Frank Rosenblatt";

    /// <inheritdoc/>
    public override string Idea => "A machine that learns from examples: weights change when the answer is wrong, and what can be learned is learned in a bounded number of mistakes.";

    /// <inheritdoc/>
    public override string Limit => "Only the last layer learns: what its fixed wires do not look at together, such as the parity of many points, no weights can tell.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Papers =>
    [
        "F. Rosenblatt, The perceptron: a perceiving and recognizing automaton, Report 85-460-1, Cornell Aeronautical Laboratory, 1957.",
        "F. Rosenblatt, Principles of Neurodynamics, Spartan, 1962.",
        "A. B. J. Novikoff, On convergence proofs for perceptrons, Symposium on the Mathematical Theory of Automata, 1962.",
        "M. Minsky and S. Papert, Perceptrons, MIT Press, 1969.",
    ];

    /// <inheritdoc/>
    public override Material Material => Material.Digits;

    /// <summary>Numbers of A-units to try on the digits; null for those of the quick or the long run.</summary>
    internal IReadOnlyList<int>? Sizes { get; init; }

    /// <summary>How often all digits are shown; null for as often as in the quick or the long run.</summary>
    internal int? Sweeps { get; init; }

    /// <inheritdoc/>
    public override Exhibit Run(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        lesson.Step("reading the digits", 0);
        var (trainData, testData) = lesson.Pictures();
        var (train, test) = (DigitSet.Of(trainData, Side), DigitSet.Of(testData, Side));
        var letters = Letters(lesson, out var letterError);
        var theorem = Theorem(lesson, out var mistakes);
        var limits = Limits(lesson, out var xor);
        var digits = Digits(lesson, train, test, out var digitError, out var markIError);
        return new Exhibit(
            [
                new PageFact($"Digits taken for another, with the {MarkIUnits} A-units of the Mark I", Percent.Of(markIError)),
                new PageFact("The same with the most A-units below", Percent.Of(digitError)),
                new PageFact("Letters E and X, new ones taken for the other", Percent.Of(letterError)),
                new PageFact("Mistakes on separable data, and the most allowed", mistakes),
                new PageFact("XOR", $"not without A-units; with them {xor}"),
            ],
            [Eyes(train, lesson), letters, theorem, limits, digits])
        { DigitError = markIError, DigitsLearned = train.Count };
    }

    private static PageSection Eyes(DigitSet digits, Lesson lesson)
    {
        var letters = DigitSet.Of(LetterSet.Draw("EX", 8, lesson.Seed), Side);
        var light = new ValueScale(ColorMap.Greys, 0, 1);
        var wires = new AssociationUnits(Side * Side, 8, Connections, 1, lesson.Seed).Wires;
        var wire = new ValueScale(ColorMap.BlueWhiteRed, -1.5f, 1.5f);
        var sheet = SheetSection.Draw(
        [
            new SheetSection("Letters before the photocells", "400 photocells, each lit or not; one in twenty is wrong", light, [.. Seen(letters, 8, light)]),
            new SheetSection("Digits before the photocells", "", light, [.. Seen(digits, 8, light)]),
            new SheetSection("The wires of eight A-units", "red excites (+1), blue inhibits (−1); chosen by chance, and never changed", wire, wire.Tiles(wires.Span, Side, Side)),
        ]);
        return new PageSection(
            "What it sees",
            new PageText($"A picture falls on 20 × 20 photocells. Each A-unit is wired to {Connections} of them and answers 1 where more exciting than inhibiting ones are lit. Only what follows learns."),
            PageFigure.Of("eyes", sheet, "Letters and digits as photocells see them, and the wires of A-units", "Above: what the photocells see. Below: which photocells an A-unit asks."));
    }

    private static IEnumerable<Tile> Seen(DigitSet set, int count, ValueScale scale) => Enumerable.Range(0, Math.Min(count, set.Count)).Select(i =>
    {
        using var scope = new Scope();
        return new Tile("", scale.Paint(Perceptron.Photocells(set.Images([i])).Span, Side, Side));
    });

    private static PageSection Letters(Lesson lesson, out double error)
    {
        lesson.Step("two letters", 0.03);
        var train = DigitSet.Of(LetterSet.Draw("EX", LettersSeen, lesson.Seed), Side);
        var test = DigitSet.Of(LetterSet.Draw("EX", 1000, Rng.Hash(lesson.Seed, 1)), Side);
        var perceptron = new Perceptron(new AssociationUnits(Side * Side, MarkIUnits, Connections, 1, lesson.Seed), ResponseCode.Binary(2));
        var (seen, right) = (new List<(double, double)> { (0, 100 * PictureLessons.ErrorOf(perceptron, test, byLargest: false)) }, 0);
        foreach (var places in Enumerable.Range(0, train.Count).Chunk(100))
        {
            right += PictureLessons.Teach(perceptron, train.Select(places), Rng.Hash(lesson.Seed, (ulong)places[0]), _ => { }).Count(wrong => !wrong);
            seen.Add((places[^1] + 1, 100 * PictureLessons.ErrorOf(perceptron, test, byLargest: false)));
        }

        error = seen[^1].Item2 / 100;
        return new PageSection(
            "Two letters",
            new PageText($"{train.Count} letters E and X, each seen once, of several sizes, shifted, and with specks. One R-unit says no to E and yes to X; it was right on {right} of them before it was told, and takes {Percent.Of(error)} of 1000 new ones for the other."),
            PageFigure.Of("letters", LinesFigure.Draw(new LinesPanel("E or X?", "letters seen", "wrong, % of 1000 new letters", new Line("", seen))), "Error over letters seen", "The error on new letters while it learns."));
    }

    private static PageSection Theorem(Lesson lesson, out string mistakes)
    {
        const int Dimensions = 20, Count = 1000;
        var rows = new List<(SeparableSet Set, IReadOnlyList<int> Mistakes)>();
        foreach (var margin in (double[])[0.05, 0.1, 0.2, 0.3, 0.4, 0.5])
        {
            lesson.Step($"convergence, margin {margin}", 0.05 + (0.1 * margin));
            var set = SeparableSet.Draw(Dimensions, Count, margin, lesson.Seed);
            rows.Add((set, ErrorCorrection.Learn(new ThresholdUnit(Dimensions), set.List, sweeps: 100_000)));
        }

        var (first, last) = (rows[0], rows[^1]);
        mistakes = string.Create(CultureInfo.InvariantCulture, $"{last.Mistakes.Sum()} of {last.Set.MostMistakes:0} at γ = {last.Set.Margin:0.0}, {first.Mistakes.Sum()} of {first.Set.MostMistakes:0} at γ = {first.Set.Margin:0.00}");
        var figure = LinesFigure.Draw(new LinesPanel(
            "Mistakes until it makes none", "margin γ", "log₁₀ of mistakes",
            new Line("made", [.. rows.Select(row => (row.Set.Margin, Math.Log10(row.Mistakes.Sum())))]),
            new Line("allowed, (R / γ)²", [.. rows.Select(row => (row.Set.Margin, Math.Log10(row.Set.MostMistakes)))])));
        return new PageSection(
            "The convergence theorem",
            new PageText($"{Count} points of {Dimensions} numbers on two sides of a plane, none nearer to it than γ. Whatever the order, an R-unit makes no more than (R / γ)² mistakes before it makes none."),
            PageFigure.Of("theorem", figure, "Mistakes made and allowed over the margin", "The wider the margin, the fewer mistakes; the bound holds, with room."),
            new PageTable(
                ["Margin γ"], ["R", "Sweeps", "Mistakes", "Allowed"],
                [.. rows.Select(row => (IReadOnlyList<string>)[Number(row.Set.Margin, "0.000"), Number(row.Set.Radius, "0.00"), $"{row.Mistakes.Count}", $"{row.Mistakes.Sum()}", Number(row.Set.MostMistakes, "0")])]));
    }

    private static PageSection Limits(Lesson lesson, out string xor)
    {
        lesson.Step("XOR and parity", 0.13);
        const int Sweeps = 24, Bits = 4;
        var alone = ErrorCorrection.Learn(new ThresholdUnit(2), Parity.Patterns(2, off: 0), Sweeps);
        var withUnits = Learn(2, connections: 2, Sweeps, lesson.Seed);
        xor = withUnits[^1] == 0 ? $"it makes no mistake in sweep {withUnits.Count}" : $"it still makes {withUnits[^1]} of 4 mistakes in sweep {withUnits.Count}";
        var rows = Enumerable.Range(1, Bits).Select(connections => (Connections: connections, Mistakes: Learn(Bits, connections, 3000, lesson.Seed))).ToList();
        var figure = LinesFigure.Draw(new LinesPanel(
            "XOR", "sweep", "mistakes, of 4",
            new Line("R-unit on the photocells", [.. alone.Select((count, sweep) => (sweep + 1.0, (double)count))]),
            new Line("with A-units of two wires", [.. withUnits.Select((count, sweep) => (sweep + 1.0, (double)count))])));
        return new PageSection(
            "What it cannot do",
            new PageText($"An R-unit on two photocells never learns XOR: no line parts the four points, and its weights go round in a circle. With A-units that ask both photocells {xor}. Minsky and Papert's limit is about what an A-unit sees: the parity of n points takes A-units that ask all n; of those that ask fewer, no number will do."),
            PageFigure.Of("xor", figure, "Mistakes on XOR over sweeps", "Without A-units the mistakes come back for ever."),
            new PageText($"Mistakes are counted while it learns. An A-unit that asks fewer than {Bits} photocells answers to as many odd patterns as even ones, so that each correction for one pattern speaks against others, and there can be more mistakes than the {1 << (Bits - 1)} of a unit that always says no."),
            new PageTable(
                [$"Parity of {Bits} photocells, 512 A-units, each of"], ["Sweeps", "Fewest mistakes in a sweep, of 16"],
                [.. rows.Select(row => (IReadOnlyList<string>)[row.Connections == 1 ? "1 wire" : $"{row.Connections} wires", $"{row.Mistakes.Count}", $"{row.Mistakes.Min()}"])]));
    }

    private static IReadOnlyList<int> Learn(int bits, int connections, int sweeps, ulong seed)
    {
        var units = new AssociationUnits(bits, MarkIUnits, connections, 1, seed);
        return ErrorCorrection.Learn(new ThresholdUnit(units.Count), [.. Parity.Patterns(bits, off: 0).Select(pattern => (units.Answer(Tensor.From(pattern.X, [1, bits])).ToArray(), pattern.IsOdd))], sweeps);
    }

    private PageSection Digits(Lesson lesson, DigitSet train, DigitSet test, out double error, out double markIError)
    {
        var sizes = Sizes ?? (lesson.IsFull ? [128, MarkIUnits, 2048, 8192, 16384] : [128, MarkIUnits, 1024, 2048, 4096]);
        var sweeps = Sweeps ?? (lesson.IsFull ? 20 : 8);
        var work = (double)sweeps * train.Count * (sizes.Sum() + MarkIUnits);
        var done = 0.0;
        var rows = new List<(int Units, string Code, double Exact, double? Largest)>();
        Perceptron Learned(int units, ResponseCode code)
        {
            var perceptron = new Perceptron(new AssociationUnits(Side * Side, units, Connections, 1, lesson.Seed), code);
            for (var sweep = 0; sweep < sweeps; sweep++)
            {
                PictureLessons.Teach(perceptron, train, Rng.Hash(lesson.Seed, (ulong)sweep), shown => lesson.Step(
                    $"{units} A-units, sweep {sweep + 1} of {sweeps}", 0.15 + (0.85 * (done + ((double)units * ((sweep * train.Count) + shown))) / work)));
            }

            done += (double)units * sweeps * train.Count;
            return perceptron;
        }

        var binary = Learned(MarkIUnits, ResponseCode.Binary(train.Classes));
        rows.Add((MarkIUnits, $"binary, {binary.Responses.Count} R-units", PictureLessons.ErrorOf(binary, test, byLargest: false), null));
        Perceptron? last = null;
        foreach (var units in sizes)
        {
            last = Learned(units, ResponseCode.OneForEach(train.Classes));
            rows.Add((units, $"one of {train.Classes} R-units", PictureLessons.ErrorOf(last, test, byLargest: false), PictureLessons.ErrorOf(last, test, byLargest: true)));
        }

        error = rows[^1].Largest!.Value;
        markIError = rows.First(row => row.Largest is not null && row.Units >= Math.Min(MarkIUnits, sizes[^1])).Largest!.Value;
        var figure = LinesFigure.Draw(new LinesPanel(
            "Ten digits", "log₂ of the number of A-units", "wrong, % of the test digits",
            new Line("exactly the right R-unit says yes", [.. rows.Where(row => row.Largest is not null).Select(row => (Math.Log2(row.Units), 100 * row.Exact))]),
            new Line("the largest sum wins", [.. rows.Where(row => row.Largest is not null).Select(row => (Math.Log2(row.Units), 100 * row.Largest!.Value))])));
        return new PageSection(
            "Ten digits",
            new PageText($"{train.Count} digits, each shown {sweeps} times. With steps for answers, no R-unit or several may say yes; that counts as wrong, unless the largest sum decides."),
            PageFigure.Of("digits", figure, "Test error over the number of A-units", "More A-units, fewer mistakes: the fixed wires have to bring along by chance what is not learned."),
            PageFigure.Of("responses", Wanted(last!), "What each R-unit looks for", "The weights of each R-unit, carried back along the wires of its A-units to the photocells."),
            new PageTable(
                ["A-units", "Code"], ["Wrong by the code", "Wrong by the largest sum"],
                [.. rows.Select(row => (IReadOnlyList<string>)[$"{row.Units}", row.Code, Percent.Of(row.Exact), row.Largest is { } largest ? Percent.Of(largest) : ""])]));
    }

    private static Picture Wanted(Perceptron perceptron)
    {
        var weights = new Tensor[perceptron.Responses.Count];
        for (var unit = 0; unit < weights.Length; unit++)
        {
            weights[unit] = Ops.MatMul(Tensor.From(perceptron.Responses[unit].Weights, [1, perceptron.Associations.Count]), perceptron.Associations.Wires);
        }

        var all = weights.SelectMany(values => values.ToArray()).ToArray();
        var scale = ValueScale.Signed(all, ColorMap.BlueWhiteRed);
        return SheetSection.Draw([new SheetSection("What each R-unit looks for", "red speaks for the digit where lit, blue against it", scale, scale.Tiles(all, Side, Side))]);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
