using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Kernels;
using Striate.Networks;
using Striate.Reports;
using Striate.Training;

namespace Striate.History;

/// <summary>Backpropagation, as it became known in 1986.</summary>
internal sealed class BackpropagationMachine : Machine
{
    private const int KeptFacts = 4;

    // Rows and columns to which digits are brought.
    private const int Side = 28;

    /// <inheritdoc/>
    public override string Name => "backpropagation";

    /// <inheritdoc/>
    public override string Title => "Backpropagation";

    /// <inheritdoc/>
    public override int Year => 1986;

    /// <inheritdoc/>
    public override string People => "David Rumelhart, Geoffrey Hinton and Ronald Williams";

    /// <inheritdoc/>
    public override string Idea => "Smooth units let the error pass back by the chain rule, so that the units between find by themselves what is worth knowing.";

    /// <inheritdoc/>
    public override string Limit => "Every unit reads every pixel: it does not know that pixels have neighbours, and a digit that moves is a new digit to it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Papers =>
    [
        "D. E. Rumelhart, G. E. Hinton and R. J. Williams, Learning representations by back-propagating errors, Nature 323, 1986.",
        "G. E. Hinton, Learning distributed representations of concepts, Annual Conference of the Cognitive Science Society, 1986.",
        "D. E. Rumelhart, G. E. Hinton and R. J. Williams, Learning internal representations by error propagation, Parallel Distributed Processing 1, 1986, chapter 8.",
    ];

    /// <inheritdoc/>
    public override Material Material => Material.Digits;

    /// <summary>Hidden units of the net that learns digits.</summary>
    internal int Hidden { get; init; } = 500;

    /// <summary>How often it sees all digits; null for as often as in the quick or the long run.</summary>
    internal int? Epochs { get; init; }

    /// <summary>Sweeps of the two small tasks; null for as many as it takes.</summary>
    internal int? Sweeps { get; init; }

    /// <inheritdoc/>
    public override Exhibit Run(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        lesson.Step("symmetry", 0);
        var symmetry = Symmetry(lesson, out var asymmetry, out var ratios);
        var family = Family(lesson, out var facts);
        var digits = Digits(lesson, out var error);
        return new Exhibit(
            [
                new PageFact("Digits taken for another", Percent.Of(error)),
                new PageFact("Symmetry: mirrored weights are equal and opposite to within", Percent.Of(asymmetry)),
                new PageFact("Symmetry: their ratios", ratios),
                new PageFact("Family trees", facts),
            ],
            [symmetry, family, digits])
        { DigitError = error, DigitsLearned = lesson.Pictures().Train.Count };
    }

    private PageSection Symmetry(Lesson lesson, out double asymmetry, out string ratios)
    {
        var task = new SymmetryTask(lesson.Seed);
        var (starts, learnedAt) = (1, 0);
        for (var sweeps = Sweeps ?? 12_000; task.Errors.Count < sweeps;)
        {
            lesson.Step($"symmetry, sweep {task.Errors.Count}", 0.05 * task.Errors.Count / sweeps);
            task.Learn(50);
            learnedAt = learnedAt == 0 && task.IsLearned ? task.Errors.Count : learnedAt;

            // A start that is stuck is left, as the paper's authors did now and then.
            if (task.Errors.Count == 5000 && !task.IsLearned && starts < 10)
            {
                task = new SymmetryTask(Rng.Hash(lesson.Seed, (ulong)starts++));
            }
        }

        asymmetry = task.Asymmetry;
        ratios = string.Join(", ", Enumerable.Range(0, 2).Select(unit => string.Join(" : ", task.RatiosOf(unit).Select(ratio => ratio.ToString("0.0", CultureInfo.InvariantCulture)))));
        var weights = task.Net.Layers[0].Weight.Value.ToArray();
        var scale = ValueScale.Signed(weights, ColorMap.BlueWhiteRed);
        var sheet = SheetSection.Draw([new SheetSection("The six weights of the two hidden units", "mirrored inputs have equal and opposite weights, so that a symmetric pattern leaves both units as they are", scale, [.. Enumerable.Range(0, 2).Select(unit => new Tile($"{unit + 1}", scale.Paint(task.WeightsOf(unit), 1, SymmetryTask.Inputs)))])]);
        return new PageSection(
            "Symmetry",
            new PageText($"Are six inputs symmetric about their middle? No input says anything about it alone. Two hidden units learned it after {learnedAt} sweeps through all 64 patterns, at start {starts}. The weights to mirrored inputs are opposite, and those on one side are as {ratios}: so no two unsymmetric halves balance each other."),
            new PageTable(
                ["Hidden unit"], [.. Enumerable.Range(1, SymmetryTask.Inputs).Select(i => $"w{i}")],
                [.. Enumerable.Range(0, 2).Select(unit => (IReadOnlyList<string>)[$"{unit + 1}", .. task.WeightsOf(unit).Select(w => w.ToString("0.00", CultureInfo.InvariantCulture))])]),
            PageFigure.Of("symmetry-weights", sheet, "Weights of two hidden units, antisymmetric about the middle", "The solution that the paper shows, found again."),
            PageFigure.Of("symmetry", LinesFigure.Draw(new LinesPanel("Symmetry", "sweep", "error E", new Line("", Thinned(task.Errors)))), "Error over sweeps", "Long flat, then down: the sweeps in which the hidden units find their part."));
    }

    private PageSection Family(Lesson lesson, out string facts)
    {
        // Which facts are kept back decides much: several starts, each with others.
        var tasks = Enumerable.Range(0, lesson.IsFull ? 20 : 5).Select(start => new FamilyTask(KeptFacts, Rng.Hash(lesson.Seed, (ulong)start))).ToList();
        var sweeps = Sweeps ?? 15_000;
        foreach (var (start, one) in tasks.Index())
        {
            while (one.Errors.Count < sweeps)
            {
                lesson.Step($"family trees, start {start + 1}, sweep {one.Errors.Count}", 0.05 + (0.15 * (start + ((double)one.Errors.Count / sweeps)) / tasks.Count));
                one.Learn(50);
            }
        }

        var taught = FamilyTrees.Facts.Count - KeptFacts;
        var task = tasks.MaxBy(one => (one.CountLearned(), one.CountFound()))!;
        facts = $"{tasks.Sum(one => one.CountLearned())} of {tasks.Count * taught} taught facts right, {tasks.Sum(one => one.CountFound())} of {tasks.Count * KeptFacts} kept back; in the best start {task.CountLearned()} of {taught} and {task.CountFound()} of {KeptFacts}";
        var weights = task.Net.Person.Weight.Value.ToArray();
        var scale = ValueScale.Signed(weights, ColorMap.BlueWhiteRed);
        var (people, family) = (FamilyTrees.People.Count, FamilyTrees.People.Count / 2);
        var units = weights.Length / people;
        var sheet = SheetSection.Draw([new SheetSection(
            "What six units hold of 24 people",
            "units 1 to 6 from left to right; above the first of the two, who is English, below the Italian of the same place in the tree",
            scale,
            [.. Enumerable.Range(0, family).Select(i => new Tile($"{FamilyTrees.People[i]}, {FamilyTrees.People[i + family]}", scale.Paint([.. Of(i), .. Of(i + family)], 2, units)))])]);
        IEnumerable<float> Of(int person) => Enumerable.Range(0, units).Select(unit => weights[(unit * people) + person]);
        return new PageSection(
            "Family trees",
            new PageText($"Two families of one form, {FamilyTrees.Facts.Count} facts such as: Colin has aunts Jennifer and Margaret. Every person is an input of their own, so nothing says who is alike. The net has to press them through six units. Over {tasks.Count} starts, each with {KeptFacts} other facts kept back and {sweeps:N0} sweeps through the others: {facts}. The paper took 1,500 sweeps, and of the facts that were kept back two runs of 1986 got 7 of 8 right: this net is slower, and finds fewer."),
            PageFigure.Of("people", sheet, "Weights from 24 people to six units", "Where upper and lower rows agree, the unit has found what both families share, such as the generation or the branch."),
            PageFigure.Of("family", LinesFigure.Draw(new LinesPanel("Family trees", "sweep", "error E", new Line("", Thinned(task.Errors)))), "Error over sweeps", "The best start. Steps down are things found out; small peaks are outputs that leave their tolerance, and are called back."));
    }

    private PageSection Digits(Lesson lesson, out double error)
    {
        // An error that has passed two flat slopes is small when it reaches the hidden units, and 500 units that say a half pull all outputs at once:
        // no one step suits both layers.
        const int Batch = 32;
        const double Rate = 0.05, HiddenRate = 10, Momentum = 0.9;
        var epochs = Epochs ?? (lesson.IsFull ? 30 : 12);
        var (trainData, testData) = lesson.Pictures();
        var options = new DataLoaderOptions { Channels = 1, Size = (Side, Side) };
        var (train, test) = (new DataLoader(trainData, Batch, options with { Shuffle = true, Seed = lesson.Seed }), new DataLoader(testData, 250, options));
        var net = new SigmoidNet(Side * Side, Hidden, trainData.Classes.Count);
        net.Layers[0].Weight.Initializer = Initializer.Uniform(0.05);
        net.Layers[0].Weight.LearningRateScale = net.Layers[0].Bias!.LearningRateScale = HiddenRate / Rate;
        net.Layers[1].Weight.Initializer = Initializer.Uniform(0.1);
        net.Initialize(lesson.Seed);
        var progress = new LessonProgress(lesson, "digits", from: 0.2);
        var schedule = new CosineSchedule(Rate, (epochs - 1) * train.BatchCount).WithWarmUp(train.BatchCount);
        var trainer = new Trainer(net, new HalfSquaredError(), new Sgd(net, Rate, Momentum), schedule, lesson.Seed) { Callbacks = { progress } };
        trainer.Fit(train, test, epochs, lesson.Cancel);
        lesson.Cancel.ThrowIfCancellationRequested();
        error = progress.Errors[^1].Test;
        var hidden = net.Layers[0].Weight.Value.ToArray().AsMemory(0, Math.Min(Hidden, 24) * Side * Side);
        var scale = ValueScale.Signed(hidden.Span, ColorMap.BlueWhiteRed);
        var sheet = SheetSection.Draw([new SheetSection("What hidden units look for", "red weights want ink, blue ones want none", scale, [.. Enumerable.Range(0, Math.Min(Hidden, 24)).Select(unit => new Tile($"{unit + 1}", scale.Paint(hidden.Span.Slice(unit * Side * Side, Side * Side), Side, Side)))])]);
        var figure = LinesFigure.Draw(new LinesPanel(
            $"{Side * Side}-{Hidden}-{trainData.Classes.Count} sigmoid units", "epoch", "wrong, %",
            new Line("test digits", [.. progress.Errors.Select((point, epoch) => (epoch + 1.0, 100 * point.Test))]),
            new Line("while learning", [.. progress.Errors.Select((point, epoch) => (epoch + 1.0, 100 * point.Train))])));
        return new PageSection(
            "Ten digits",
            new PageText($"The same rule on {trainData.Count:N0} digits of {Side} × {Side} pixels, with a rate of {Rate} for the output units and of {HiddenRate} for the hidden ones: {Percent.Of(error)} of the test digits are taken for another."),
            PageFigure.Of("digits", figure, "Errors over epochs", "Where the error on the digits that it learns from, counted while it learns, goes on to fall and that on others does not, it learns them by heart."),
            PageFigure.Of("hidden", sheet, "Weights of hidden units", "Nobody said that pixels have places: strokes and blots are what the error asked for."));
    }

    // A curve of a few hundred points, not of thousands.
    private static List<(double X, double Y)> Thinned(List<double> errors)
    {
        var step = Math.Max(1, errors.Count / 400);
        return [.. errors.Index().Where(point => point.Index % step == 0).Select(point => ((double)point.Index, point.Item))];
    }
}
