using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History.Tests;

/// <summary>The neocognitron's cells against their formulas, its learning rule, its tolerance of shifts; and its lesson in small.</summary>
public class NeocognitronTests
{
    private static readonly NeocognitronStage[] Small = [new(8, 5, 4, 5, 2, 2), new(16, 5, 1.5, 5, 2, 2), new(24, 5, 1, 7, 1, 0)];

    [Fact]
    public void Respond_OfSCells_IsTheFormula()
    {
        var (layer, rng) = (new SCellLayer(2, 3, 3, 2, seed: 5), new Rng(6));
        foreach (var tensor in new[] { layer.A, layer.B })
        {
            for (var i = 0; i < tensor.Length; i++)
            {
                tensor.Span[i] = rng.NextFloat();
            }
        }

        var below = Tensor.From([.. Enumerable.Range(0, 2 * 5 * 4).Select(_ => rng.NextFloat())], [1, 2, 5, 4]);
        var said = layer.Respond(below);

        // The bell over 3 x 3: exp(−8·d²/9), summing to one half in either plane.
        var bell = Enumerable.Range(0, 9).Select(i => Math.Exp(-8.0 * (Math.Pow((i / 3) - 1, 2) + Math.Pow((i % 3) - 1, 2)) / 9)).ToArray();
        for (var plane = 0; plane < 3; plane++)
        {
            var (e, v) = (0.0, 0.0);
            for (var k = 0; k < 2; k++)
            {
                for (var i = 0; i < 9; i++)
                {
                    var u = below[0, k, 1 + (i / 3), 1 + (i % 3)];
                    (e, v) = (e + (layer.A[plane, k, i / 3, i % 3] * u), v + (bell[i] / bell.Sum() / 2 * u * u));
                }
            }

            var expected = 2 * Math.Max(0, ((1 + e) / (1 + (4 / 3.0 * layer.B[plane] * Math.Sqrt(v)))) - 1);
            Assert.Equal(expected, said[0, plane, 2, 2], 1e-4);
        }
    }

    [Fact]
    public void Respond_AfterOnePattern_IsThatOfTheCosine()
    {
        var layer = new SCellLayer(1, 1, 5, selectivity: 2);
        var bar = Picture((2, 0), (2, 1), (2, 2), (2, 3), (2, 4));
        layer.Reinforce(0, bar, layer.Inhibitory(bar), 2, 2, 1e6);
        Assert.Equal(1, layer.Respond(bar)[0, 0, 2, 2], 1e-3);
        Assert.Equal(1, layer.Respond(bar * 0.3)[0, 0, 2, 2], 1e-3);

        // Perpendicular bars share their middle alone: their cosine is far below r/(1 + r).
        Assert.Equal(0, layer.Respond(Picture((0, 2), (1, 2), (2, 2), (3, 2), (4, 2)))[0, 0, 2, 2]);
    }

    [Fact]
    public void Respond_OfCCells_IsBelowOneAndStandsOutOfTheMean()
    {
        var simple = Tensor.Zeros([1, 2, 5, 5]);
        simple[0, 0, 2, 2] = 4;
        var said = new CCellLayer(2, 3, 2, 1).Respond(simple);
        Assert.Equal([1, 2, 3, 3], said.Shape.ToArray());

        // The bell's middle is 1 / Σ exp(−8·d²/9); the mean over the two planes is half of the one that speaks.
        var sum = 4 / Enumerable.Range(0, 9).Sum(i => Math.Exp(-8.0 * (Math.Pow((i / 3) - 1, 2) + Math.Pow((i % 3) - 1, 2)) / 9));
        var excess = ((1 + sum) / (1 + (sum / 2))) - 1;
        Assert.Equal(excess / (0.5 + excess), said[0, 0, 1, 1], 1e-5);
        Assert.Equal(0, said[0, 1, 1, 1]);
    }

    [Fact]
    public void Step_OnBarsOfTwoDirections_GivesEachAPlane()
    {
        var layer = new SCellLayer(1, 12, 5, 4);
        var (flat, steep) = (Picture([.. Enumerable.Range(0, 9).Select(i => (4, i))], 9), Picture([.. Enumerable.Range(0, 9).Select(i => (i, 4))], 9));
        for (var i = 0; i < 10; i++)
        {
            SeedSelection.Step(layer, flat);
            SeedSelection.Step(layer, steep);
        }

        var (toFlat, toSteep) = (Middle(flat), Middle(steep));
        var (a, b) = (Array.IndexOf(toFlat, toFlat.Max()), Array.IndexOf(toSteep, toSteep.Max()));
        Assert.NotEqual(a, b);
        Assert.InRange(toFlat[a], 0.3, 1);
        Assert.InRange(toSteep[b], 0.3, 1);
        Assert.Equal((0, 0), (toSteep[a], toFlat[b]));

        float[] Middle(Tensor picture) => [.. Enumerable.Range(0, 12).Select(plane => layer.Respond(picture)[0, plane, 4, 4])];
    }

    [Fact]
    public void Seeds_OfAPlaneThatSaysMostInTwoPlaces_AreOne()
    {
        var said = Tensor.Zeros([1, 2, 12, 12]);
        (said[0, 0, 1, 1], said[0, 0, 10, 10], said[0, 1, 6, 1]) = (1, 2, 3);
        Assert.Equal([(0, 10, 10), (1, 6, 1)], SeedSelection.Seeds(said, 3));
    }

    [Fact]
    public void HalfShift_OfALineThatFalls_LiesBetweenTheShifts()
    {
        Assert.Equal(1.5, ShiftTolerance.HalfShift([1, 0.7, 0.3]), 1e-9);
        Assert.Equal(2, ShiftTolerance.HalfShift([1, 0.9, 0.8]));
    }

    [Fact]
    public void Measure_OfTheStages_GrowsFromStageToStage()
    {
        var digits = DigitSet.Of(Strokes.Of(120, 28, seed: 3));
        var net = new Neocognitron(Small);
        for (var stage = 0; stage < net.Stages; stage++)
        {
            for (var i = 0; i < digits.Count; i++)
            {
                SeedSelection.Step(net.Simple[stage], net.Respond(digits.Images([i]), stage));
            }
        }

        var halves = Enumerable.Range(0, net.Stages + 1).Select(stages => ShiftTolerance.HalfShift(ShiftTolerance.Measure(pictures => net.Respond(pictures, stages), digits.Images(), 6))).ToArray();
        Assert.All(halves.Zip(halves.Skip(1)), pair => Assert.True(pair.Second > pair.First, string.Join(' ', halves)));
    }

    [Fact]
    public void Run_OfTheLesson_ReadsStrokes()
    {
        var exhibit = Run();
        Assert.InRange(exhibit.DigitError!.Value, 0, 0.1);
        Assert.Equal(["planes", "tolerance", "moved"], exhibit.Sections.SelectMany(section => section.Parts).OfType<Reports.PageFigure>().Select(figure => figure.Name));
        Assert.Equal(exhibit.Findings, Run().Findings);
    }

    [Fact]
    public void Run_OfFewerPicturesThanAreMoved_SaysHowMany()
    {
        var plan = new NeocognitronPlan { Stages = Small, SeenByAStage = 10, ReadoutEpochs = 1 };
        var exhibit = new NeocognitronMachine { Plan = plan }.Run(new Lesson { Pictures = () => (Strokes.Of(24, 28, seed: 1), Strokes.Of(16, 28, seed: 2)) });
        Assert.StartsWith("16 digits are moved", Assert.IsType<Reports.PageText>(exhibit.Sections[1].Parts[0]).Text, StringComparison.Ordinal);
    }

    private static Exhibit Run() => new NeocognitronMachine { Plan = new() { Stages = Small, SeenByAStage = 60, ReadoutEpochs = 20, ShiftedImages = 20 } }
        .Run(new Lesson { Pictures = () => (Strokes.Of(240, 28, seed: 1), Strokes.Of(60, 28, seed: 2)) });

    private static Tensor Picture(params (int Row, int Column)[] places) => Picture(places, 5);

    private static Tensor Picture((int Row, int Column)[] places, int side)
    {
        var picture = Tensor.Zeros([1, 1, side, side]);
        foreach (var (row, column) in places)
        {
            picture[0, 0, row, column] = 1;
        }

        return picture;
    }
}
