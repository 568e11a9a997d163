using System.Globalization;
using System.Numerics.Tensors;
using Striate.Imaging;
using Striate.Insight;
using Striate.Kernels;
using Striate.Reports;

namespace Striate.History;

/// <summary>Adaline and Madaline, of 1960 and after.</summary>
internal sealed class AdalineMachine : Machine
{
    private const int Starts = 100;
    private const int DescentSweeps = 60;

    /// <inheritdoc/>
    public override string Name => "adaline";

    /// <inheritdoc/>
    public override string Title => "Adaline and Madaline";

    /// <inheritdoc/>
    public override int Year => 1960;

    /// <inheritdoc/>
    public override string People => "Bernard Widrow and Ted Hoff";

    /// <inheritdoc/>
    public override string Idea => "Learning is going down the gradient of a squared error (LMS); layers of such units learn by the least disturbance that mends a mistake.";

    /// <inheritdoc/>
    public override string Limit => "Its units answer by a step, through which no error can be passed back: layers learn by trial, and only when the answer is wrong.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Papers =>
    [
        "B. Widrow and M. E. Hoff, Adaptive switching circuits, IRE WESCON Convention Record, part 4, 1960.",
        "R. Winter and B. Widrow, Madaline Rule II: a training algorithm for neural networks, IEEE International Conference on Neural Networks, 1988.",
        "B. Widrow and M. A. Lehr, 30 years of adaptive neural networks, Proceedings of the IEEE 78(9), 1990.",
    ];

    /// <inheritdoc/>
    public override Material Material => Material.Digits;

    /// <summary>Adalines of the first layer of the Madaline that learns digits; null for as many as in the quick or the long run.</summary>
    internal int? Hidden { get; init; }

    /// <summary>How often all digits are shown to it; null for as often as in the quick or the long run.</summary>
    internal int? Sweeps { get; init; }

    /// <inheritdoc/>
    public override Exhibit Run(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        lesson.Step("reading the digits", 0);
        var (trainData, testData) = lesson.Pictures();
        var (train, test) = (InkDigits.Of(trainData), InkDigits.Of(testData));
        var descent = Descent(lesson, out var gap);
        var logic = Logic(lesson, out var learned);
        var linear = Linear(lesson, train, test, out var linearError, out var bestLinear);
        var madaline = Digits(lesson, train, test, linearError, out var error);
        return new Exhibit(
            [
                new PageFact("Digits that the Madaline takes for another", Percent.Of(error)),
                new PageFact("Ten Adalines by LMS, and by least squares at once", $"{Percent.Of(linearError)}, {Percent.Of(bestLinear)}"),
                new PageFact(
                    $"How far LMS, which begins at 0, is from the least-squares weights after {DescentSweeps} sweeps", string.Create(CultureInfo.InvariantCulture, $"{100 * gap:0.00} % of their length")),
                .. learned.Select(row => new PageFact($"MRII, starts of {Starts} that learn {row.Task}", row.Solved)),
            ],
            [descent, logic, linear, madaline])
        { DigitError = error, DigitsLearned = train.Count };
    }

    // One Adaline on noisy data: where LMS goes, beside where least squares are.
    private static PageSection Descent(Lesson lesson, out double gap)
    {
        lesson.Step("LMS beside least squares", 0.02);
        var list = NoisyLine.Draw(count: 1000, lesson.Seed);
        var best = NoisyLine.LeastSquaresOf(list);
        var (unit, errors) = (new Adaline(2), new List<(double, double)>());
        List<(double, double)> path = [(0, 0)];
        for (var sweep = 0; sweep < DescentSweeps; sweep++)
        {
            // Steps shrink, so that the weights come to rest.
            var rate = 0.02f / (1 + sweep);
            foreach (var (x, desired) in list)
            {
                LeastMeanSquares.Teach(unit, x, desired, rate);
                if (sweep == 0)
                {
                    path.Add((unit.Weights[0], unit.Weights[1]));
                }
            }

            errors.Add((sweep + 1, NoisyLine.MeanSquare(list, x => unit.Sum(x))));
        }

        var least = NoisyLine.MeanSquare(list, x => (float)((best[0] * x[0]) + (best[1] * x[1]) + best[2]));
        double[] learned = [unit.Weights[0], unit.Weights[1], unit.Bias];
        gap = TensorPrimitives.Distance<double>(learned, best) / TensorPrimitives.Norm<double>(best);
        var figure = LinesFigure.Draw(
            new LinesPanel("The weights in the first sweep", "w₁", "w₂", new Line("LMS", path), new Line("least squares", [(best[0], best[1])]) { IsPoints = true }),
            new LinesPanel("Mean square of the error", "sweep", "above the least, ×10⁻⁶", new Line("", [.. errors.Select(point => (point.Item1, 1e6 * (point.Item2 - least)))])));
        return new PageSection(
            "LMS finds the least squares",
            new PageText($"1000 points of two numbers with answers that are noisy. Least squares, computed at once, are at w = ({Number(best[0])}, {Number(best[1])}), b = {Number(best[2])}; LMS, which sees one point at a time, comes to ({Number(learned[0])}, {Number(learned[1])}), {Number(learned[2])}."),
            PageFigure.Of("descent", figure, "The way of the weights, and the error over sweeps", "Left: from 0 towards the least-squares weights, with the noise of single points. Right: the error above that of the least squares, while the steps shrink."));
    }

    private static PageSection Logic(Lesson lesson, out List<(string Task, string Solved)> learned)
    {
        var rows = new List<(string Task, string Net, int Solved, int Median)>();
        foreach (var (inputs, units) in ((int, int)[])[(2, 2), (2, 3), (3, 3), (3, 6)])
        {
            lesson.Step($"parity of {inputs} by {units} units", 0.03 + (0.005 * units));
            var sweeps = Enumerable.Range(0, Starts).Select(start => LearnParity(inputs, units, Rng.Hash(lesson.Seed, (ulong)start))).OfType<int>().Order().ToList();
            rows.Add((inputs == 2 ? "XOR" : $"parity of {inputs}", $"{inputs}-{units}-1", sweeps.Count, sweeps.Count > 0 ? sweeps[sweeps.Count / 2] : 0));
        }

        learned = [.. rows.GroupBy(row => row.Task).Select(task => (task.Key, string.Join(", ", task.Select(row => $"{row.Net}: {row.Solved}"))))];
        return new PageSection(
            "What one unit cannot do, two layers learn",
            new PageText("Madaline Rule II: where the answer is wrong, the unit whose sum is nearest to 0 is turned over on trial. If the answer is right then, it is taught to answer so; if not, the next one is tried. No gradient is needed, and none could pass the steps. It can come to a halt where no trial helps; another start then helps."),
            new PageTable(
                ["Task", "Madaline"], [$"Learned from, of {Starts} starts", "Sweeps, the median"],
                [.. rows.Select(row => (IReadOnlyList<string>)[row.Task, row.Net, $"{row.Solved}", $"{row.Median}"])]));
    }

    /// <summary>Teaches parity by MRII from one start.</summary>
    /// <returns>The sweeps that it took; null if it did not learn it in 200.</returns>
    internal static int? LearnParity(int inputs, int units, ulong seed)
    {
        const int MostSweeps = 200;
        var rng = new Rng(seed);
        var rule = new MadalineRule2(new Madaline(seed, inputs, units, 1));
        var patterns = Parity.Patterns(inputs, off: -1).ToArray();
        for (var sweep = 1; sweep <= MostSweeps; sweep++)
        {
            rng.Shuffle<(float[] X, bool IsOdd)>(patterns);
            if (patterns.Sum(pattern => rule.Teach(pattern.X, [pattern.IsOdd ? 1 : -1])) == 0)
            {
                return sweep;
            }
        }

        return null;
    }

    private static PageSection Linear(Lesson lesson, InkDigits train, InkDigits test, out double error, out double best)
    {
        const int Sweeps = 6;
        var units = Enumerable.Range(0, train.Classes).Select(_ => new Adaline(train.Length)).ToArray();
        lesson.Step("least squares of the digits", 0.06);
        var solved = train.LeastSquares(() => lesson.Step("least squares of the digits", 0.06));
        best = test.ErrorOf(x => Array.ConvertAll(solved, unit => unit.Sum(x.Span)));
        List<(double, double)> errors = [];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            lesson.Step($"ten Adalines, sweep {sweep + 1} of {Sweeps}", 0.08 + (0.12 * sweep / Sweeps));
            var rate = 0.001f / (1 + sweep);
            foreach (var place in train.Order(Rng.Hash(lesson.Seed, (ulong)sweep)))
            {
                var desired = train.Desired(place);
                for (var unit = 0; unit < units.Length; unit++)
                {
                    LeastMeanSquares.Teach(units[unit], train.Picture(place).Span, desired[unit], rate);
                }
            }

            errors.Add((sweep + 1, 100 * test.ErrorOf(x => Array.ConvertAll(units, unit => unit.Sum(x.Span)))));
        }

        error = errors[^1].Item2 / 100;
        var level = 100 * best;
        var figure = LinesFigure.Draw(new LinesPanel(
            "Ten Adalines on digits", "sweep", "wrong, % of the test digits",
            new Line("LMS", errors), new Line("least squares at once", [(1, level), (Sweeps, level)])));
        return new PageSection(
            "Ten Adalines on digits",
            new PageText($"An Adaline for each digit, on {InkDigits.Side} × {InkDigits.Side} pixels; the largest sum wins. Least squares are the best that a linear unit can do by its own measure, the squared error; how many digits are wrong is another measure, and LMS may end above or below them."),
            PageFigure.Of("linear", figure, "Test error of ten Adalines over sweeps", "The share of test digits that are wrong after each sweep of LMS, whose steps shrink, and the share by least squares."),
            PageFigure.Of("weights", Sheet("What each Adaline looks for", [.. units]), "Weights of ten Adalines", "Red pixels speak for the digit where there is ink, blue ones against it."));
    }

    private PageSection Digits(Lesson lesson, InkDigits train, InkDigits test, double linearError, out double error)
    {
        var hidden = Hidden ?? (lesson.IsFull ? 500 : 300);
        var sweeps = Sweeps ?? (lesson.IsFull ? 120 : 36);
        var madaline = new Madaline(lesson.Seed, train.Length, hidden, train.Classes);
        var rule = new MadalineRule2(madaline) { PairTrials = 0, Margin = 0.2f };
        List<(double, double)> largest = [], exact = [];
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            var shown = 0;
            foreach (var place in train.Order(Rng.Hash(lesson.Seed, (ulong)sweep)))
            {
                var done = (sweep + ((double)shown / train.Count)) / sweeps;
                if (shown++ % 200 == 0)
                {
                    lesson.Step($"Madaline, sweep {sweep + 1} of {sweeps}", 0.2 + (0.8 * done));
                }

                rule.Share = (float)(1 - done);
                rule.Teach(train.Picture(place).Span, train.Desired(place));
            }

            largest.Add((sweep + 1, 100 * test.ErrorOf(x => madaline.Sums(x.Span))));
            exact.Add((sweep + 1, 100 * test.CodeErrorOf(x => madaline.Answer(x.Span))));
        }

        error = largest[^1].Item2 / 100;
        var figure = LinesFigure.Draw(new LinesPanel(
            $"A Madaline of {train.Length}-{hidden}-{train.Classes} units", "sweep", "wrong, % of the test digits",
            new Line("all ten answers right", exact), new Line("the largest sum wins", largest), new Line("ten Adalines", [(1, 100 * linearError), (sweeps, 100 * linearError)])));
        return new PageSection(
            "Digits by minimal disturbance",
            new PageText($"Two layers of ±1 units learn {train.Count} digits without a gradient: {Percent.Of(error)} of the test digits are taken for another, where the sum of the last layer decides."),
            PageFigure.Of("madaline", figure, "Test error of the Madaline over sweeps", "The steps shrink to nothing over the sweeps."),
            PageFigure.Of("hidden", Sheet("What the first Adalines of the first layer look for", [.. madaline.Layers[0].Take(24)]), "Weights of the first layer", "What the least disturbance has made of weights of chance."));
    }

    private static Data.Picture Sheet(string heading, IReadOnlyList<Adaline> units)
    {
        float[] weights = [.. units.SelectMany(unit => unit.Weights.ToArray())];
        var scale = ValueScale.Signed(weights, ColorMap.BlueWhiteRed);
        return SheetSection.Draw([new SheetSection(heading, "red speaks for yes where there is ink, blue against it", scale, scale.Tiles(weights, InkDigits.Side, InkDigits.Side))]);
    }

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
