using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using Striate.Reports;
using Striate.Tensors;

namespace Striate.History;

/// <summary>Hubel and Wiesel's cells, from 1959 on.</summary>
internal sealed class CellsMachine : Machine
{
    private const int Side = 97;
    private const int Orientations = 8;
    private const double Wavelength = 8;
    private const int Frames = 25;
    private const int Period = 8;

    /// <inheritdoc/>
    public override string Name => "cells";

    /// <inheritdoc/>
    public override string Title => "Hubel and Wiesel's cells";

    /// <inheritdoc/>
    public override int Year => 1959;

    /// <inheritdoc/>
    public override string People => "David Hubel and Torsten Wiesel";

    /// <inheritdoc/>
    public override string Idea => "Seeing is a hierarchy: cells that answer to spots, to oriented edges, to edges anywhere and moving, and to ends; neighbours see neighbouring places.";

    /// <inheritdoc/>
    public override string Limit => "It describes cells; nothing in it learns, and nothing says how a face comes of edges.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Papers =>
    [
        "D. H. Hubel and T. N. Wiesel, Receptive fields of single neurones in the cat's striate cortex, Journal of Physiology 148, 1959.",
        "D. H. Hubel and T. N. Wiesel, Receptive fields, binocular interaction and functional architecture in the cat's visual cortex, Journal of Physiology 160, 1962.",
        "D. H. Hubel and T. N. Wiesel, Receptive fields and functional architecture in two nonstriate visual areas (18 and 19) of the cat, Journal of Neurophysiology 28, 1965.",
        "E. H. Adelson and J. R. Bergen, Spatiotemporal energy models for the perception of motion, Journal of the Optical Society of America A 2, 1985.",
    ];

    /// <inheritdoc/>
    public override Material Material => Material.None;

    /// <inheritdoc/>
    public override Exhibit Run(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        lesson.Step("the cells", 0);
        var sheet = new CellSheet(Orientations, Wavelength);
        lesson.Step("spots, stripes and bars", 0.1);
        var spots = Curve(0.5, 16, 0.5, radius => AtMiddle(sheet.See(Stimuli.Spot(Side, radius)).Ganglion, 0));
        lesson.Step("orientation", 0.2);
        var orientation = Curve(-90, 90, 3, angle => AtMiddle(sheet.See(Stimuli.Grating(Side, angle, 0, Wavelength)).Complex, 0));
        lesson.Step("phase", 0.3);
        var simplePhase = Curve(0, 360, 10, phase => AtMiddle(sheet.See(Stimuli.Grating(Side, 0, phase, Wavelength)).Simple, 0));
        var complexPhase = Curve(0, 360, 10, phase => AtMiddle(sheet.See(Stimuli.Grating(Side, 0, phase, Wavelength)).Complex, 0));
        lesson.Step("direction", 0.4);
        var motion = new MotionCells(Orientations, Wavelength, Period);
        var direction = Curve(0, 360, 15, angle => AtMiddle(motion.Forward(Stimuli.Drift(Side, angle, Wavelength, Period, Frames)), Orientations / 2));
        lesson.Step("length", 0.6);
        var complexLength = Curve(2, 80, 2, length => AtMiddle(sheet.See(Stimuli.Bar(Side, 0, length)).Complex, 0));
        var hyperLength = Curve(2, 80, 2, length => AtMiddle(sheet.See(Stimuli.Bar(Side, 0, length)).Hypercomplex, 0));
        lesson.Step("a picture", 0.8);
        var (simpleRest, complexRest) = (Rest(simplePhase), Rest(complexPhase));
        var (best, worst) = (direction.Max(point => point.Y), direction.Where(point => Math.Abs(point.X - 180 - BestOf(direction)) % 360 < 1).Select(point => point.Y).First());
        return new Exhibit(
            [
                new PageFact("Orientation: width of the tuning at half height", string.Create(CultureInfo.InvariantCulture, $"{WidthAtHalfHeight(orientation):0.0}°")),
                new PageFact("Phase: weakest answer, of the strongest", $"simple {Percent.Of(simpleRest)}, complex {Percent.Of(complexRest)}"),
                new PageFact("Direction: answer the wrong way, of that the right way", Percent.Of(worst / best)),
                new PageFact("Length: answer to a long bar, of that to the best", $"complex {Percent.Of(complexLength[^1].Y / complexLength.Max(point => point.Y))}, hypercomplex {Percent.Of(hyperLength[^1].Y / hyperLength.Max(point => point.Y))}"),
            ],
            [
                Fields(),
                new PageSection(
                    "What single cells answer to",
                    new PageText("Each curve is one cell in the middle of the sheet, and what it answers while one thing about the stimulus changes, as shares of its strongest answer."),
                    PageFigure.Of("ganglion", LinesFigure.Draw(
                        new LinesPanel("Ganglion cell: a spot", "radius, pixels", "answer", new Line("", Scaled(spots))),
                        new LinesPanel("Complex cell: orientation", "stripes, degrees", "answer", new Line("", Scaled(orientation)))), "Answers over the radius of a spot and over orientation", "A spot that fills the centre does most; light in the surround takes from it. Stripes 90° away do nothing."),
                    PageFigure.Of("phase", LinesFigure.Draw(
                        new LinesPanel("Phase", "degrees", "answer", new Line("simple", Scaled(simplePhase)), new Line("complex", Scaled(complexPhase))),
                        new LinesPanel("Direction", "movement, degrees", "answer", new Line("", Scaled(direction)))), "Answers over phase and over the direction of movement", "A simple cell wants the stripe at its place, a complex cell takes it anywhere. A cell of movement answers one way, not the other."),
                    PageFigure.Of("length", LinesFigure.Draw(new LinesPanel("Length of a bar", "pixels", "answer", new Line("complex", Scaled(complexLength)), new Line("hypercomplex", Scaled(hyperLength)))), "Answers over the length of a bar", "The hypercomplex cell wants the bar to end.")),
                Scene(sheet),
            ]);
    }

    /// <summary>How wide a curve with one peak is at half the height of the peak, between points on a straight line.</summary>
    internal static double WidthAtHalfHeight(IReadOnlyList<(double X, double Y)> curve)
    {
        var half = curve.Max(point => point.Y) / 2;
        var peak = curve.Index().MaxBy(point => point.Item.Y).Index;
        return Crossing(curve.Skip(peak)) - Crossing(curve.Take(peak + 1).Reverse());

        // Where a curve that comes down from the peak first falls below the half; its end, if it never does.
        double Crossing(IEnumerable<(double X, double Y)> side)
        {
            var last = side.First();
            foreach (var point in side)
            {
                if (point.Y < half)
                {
                    return last.X + ((point.X - last.X) * (last.Y - half) / (last.Y - point.Y));
                }

                last = point;
            }

            return last.X;
        }
    }

    private static PageSection Fields()
    {
        var ganglion = ReceptiveField.DifferenceOfGaussians(Wavelength / 8, Wavelength / 4);
        var gabors = Enumerable.Range(0, Orientations).Select(i => ReceptiveField.Gabor(180.0 * i / Orientations, 0, Wavelength)).ToList();
        var phases = Enumerable.Range(0, SimpleCells.Phases).Select(i => ReceptiveField.Gabor(0, 90 * i, Wavelength)).ToList();
        Tile Paint(string label, Tensor field, ValueScale scale) => new(label, scale.Paint(field.Span, field.Shape[2], field.Shape[3]));
        var (round, striped) = (ValueScale.Signed(ganglion.Span, ColorMap.BlueWhiteRed), ValueScale.Signed(gabors[0].Span, ColorMap.BlueWhiteRed));
        var sheet = SheetSection.Draw(
        [
            new SheetSection("Ganglion cell", "light here excites (red) or inhibits (blue)", round, [Paint("on", ganglion, round), Paint("off", -ganglion, round)]),
            new SheetSection("Simple cells: orientations", "degrees", striped, [.. gabors.Select((field, i) => Paint($"{180.0 * i / Orientations:0.#}", field, striped))]),
            new SheetSection("Simple cells: phases", "degrees; a bright bar, an edge, a dark bar, the other edge", striped, [.. phases.Select((field, i) => Paint($"{90 * i}", field, striped))]),
        ]);
        return new PageSection("Receptive fields", PageFigure.Of("fields", sheet, "Receptive fields of ganglion and simple cells", "A complex cell answers by the root of the sum of squares of the four simple cells of its orientation; a hypercomplex cell takes from a complex cell what its neighbours along the line answer."));
    }

    private static PageSection Scene(CellSheet sheet)
    {
        var scene = Drawn();
        var answers = sheet.See(scene);
        var ends = Strongest(answers.Hypercomplex);
        var gallery = Gallery.Draw(
            "What the sheet answers to a picture", "bright is a strong answer; of complex and hypercomplex cells, the strongest of all orientations", 3,
            ("input", "", Painted(scene, 0, ColorMap.Greys)),
            ("on-centre ganglion cells", "light with dark around it", Painted(answers.Ganglion, 0, ColorMap.Viridis)),
            ("off-centre ganglion cells", "dark with light around it", Painted(answers.Ganglion, 1, ColorMap.Viridis)),
            ("simple cells", "of horizontal bright bars", Painted(answers.Simple, 0, ColorMap.Viridis)),
            ("complex cells", "lines and edges, whatever their phase", Painted(Strongest(answers.Complex), 0, ColorMap.Viridis)),
            ("hypercomplex cells", "ends, corners, junctions and bends", Painted(ends, 0, ColorMap.Viridis)));
        var complex = new ValueScale(ColorMap.Viridis, 0, answers.Complex.ToArray().Max());
        var maps = SheetSection.Draw([new SheetSection("Complex cells by orientation", "degrees; each map is one convolution, each place one cell", complex, [.. Enumerable.Range(0, Orientations).Select(i => new Tile($"{180.0 * i / Orientations:0.#}", complex.Paint(Map(answers.Complex, i), scene.Shape[2], scene.Shape[3])))])]);
        return new PageSection(
            "A retinotopic sheet",
            new PageText("Cells of every kind stand at every place, and neighbours see neighbouring places. That is what a convolution layer is: one filter, a cell at each place, a map of their answers."),
            PageFigure.Of("scene", gallery, "A drawn picture and the answers of six kinds of cells", "From spots to lines, and to places where lines end, meet or bend: each kind of cell throws away where, and keeps what. Along a line that goes on hypercomplex cells answer weakly, those of orientations beside its own."),
            PageFigure.Of("maps", maps, "Maps of complex cells for eight orientations", "Each orientation has its map."));
    }

    // A house, a word and curves: lines of many orientations, corners and ends.
    private static Tensor Drawn()
    {
        const int Height = 240, Width = 320;
        using var canvas = new Canvas(Height, Width, Color.Black);
        canvas.Fill(40, 110, 110, 90, Color.Grey(200));
        canvas.Fill(80, 150, 28, 50, Color.Grey(70));
        canvas.Line(30, 112, 95, 50, Color.White, 4);
        canvas.Line(95, 50, 160, 112, Color.White, 4);
        canvas.Text("END", 190, 90, 52, Color.White);
        for (var i = 0; i < 6; i++)
        {
            canvas.Line(200 + (16 * i), 120, 190 + (22 * i), 150 + (12 * i), Color.White, 3);
        }

        canvas.Line(20, 214, Width - 20, 214, Color.Grey(150), 3);
        var drawn = canvas.ToPicture();
        return Tensor.From([.. Enumerable.Range(0, Height * Width).Select(i => drawn.Pixels[i * drawn.Channels] / 255f)], [1, 1, Height, Width]);
    }

    private static Tensor Strongest(Tensor answers) => Ops.Max(answers, [1], keepDims: true);

    private static float[] Map(Tensor answers, int channel) => Ops.Select(Ops.Select(answers, 0, 0), 0, channel).ToArray();

    private static Picture Painted(Tensor answers, int channel, ColorMap colors)
    {
        var map = Map(answers, channel);
        return new ValueScale(colors, 0, map.Max()).Paint(map, answers.Shape[2], answers.Shape[3]);
    }

    private static float AtMiddle(Tensor answers, int channel) => answers[0, channel, answers.Shape[2] / 2, answers.Shape[3] / 2];

    private static List<(double X, double Y)> Curve(double from, double to, double step, Func<double, double> answer)
    {
        var curve = new List<(double, double)>();
        for (var x = from; x <= to; x += step)
        {
            using var scope = new Scope();
            curve.Add((x, answer(x)));
        }

        return curve;
    }

    private static List<(double X, double Y)> Scaled(List<(double X, double Y)> curve) => [.. curve.Select(point => (point.X, point.Y / curve.Max(other => other.Y)))];

    private static double Rest(List<(double X, double Y)> curve) => curve.Min(point => point.Y) / curve.Max(point => point.Y);

    private static double BestOf(List<(double X, double Y)> curve) => curve.MaxBy(point => point.Y).X;
}
