using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History.Tests;

public class CellSheetTests
{
    private const int Side = 81;

    private static readonly CellSheet Sheet = new();

    [Fact]
    public void Gabor_OfAnyKind_IsBlindToEvenLightAndOfLengthOne()
    {
        foreach (var (orientation, phase) in new[] { (0, 0), (30, 90), (112, 45) })
        {
            var field = ReceptiveField.Gabor(orientation, phase, wavelength: 8).ToArray();
            Assert.Equal(0, field.Sum(), 1e-5);
            Assert.Equal(1, field.Sum(value => value * value), 1e-5);
        }
    }

    [Fact]
    public void Ganglion_ASpotThatFillsTheCentre_DoesMoreThanASmallerOrALargerOne()
    {
        float Answer(double radius) => Middle(Sheet.See(Stimuli.Spot(Side, radius)).Ganglion, 0);
        Assert.True(Answer(1.7) > 1.5 * Answer(0.6), "A small spot.");
        Assert.True(Answer(1.7) > 20 * Math.Abs(Answer(20)), "A large spot.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    public void Complex_Stripes_AnswerMostAtTheirOwnOrientation(int own)
    {
        var answers = Sheet.See(Stimuli.Grating(Side, 22.5 * own, 30, 8)).Complex;
        var byOrientation = Enumerable.Range(0, 8).Select(i => Middle(answers, i)).ToArray();
        Assert.Equal(own, byOrientation.Index().MaxBy(answer => answer.Item).Index);
        Assert.InRange(byOrientation[(own + 4) % 8] / byOrientation[own], 0, 0.02);
    }

    [Fact]
    public void Phase_MovesSimpleCellsAndNotComplexOnes()
    {
        var phases = Enumerable.Range(0, 24).Select(i => Sheet.See(Stimuli.Grating(Side, 45, 15 * i, 8))).ToList();
        var simple = phases.Select(answers => Middle(answers.Simple, 2 * SimpleCells.Phases)).ToList();
        var complex = phases.Select(answers => Middle(answers.Complex, 2)).ToList();
        Assert.Equal(0, simple.Min());
        Assert.InRange(complex.Min() / complex.Max(), 0.95, 1);
    }

    [Fact]
    public void Motion_AgainstItsDirection_DoesNothing()
    {
        var cells = new MotionCells();
        var (right, left) = (cells.Forward(Stimuli.Drift(49, 0, 8, 8, 25)), cells.Forward(Stimuli.Drift(49, 180, 8, 8, 25)));
        var (one, other) = (Middle(right, 4), Middle(left, 4));
        Assert.InRange(Math.Min(one, other) / Math.Max(one, other), 0, 0.05);

        // The cell of the other direction is its mirror image.
        Assert.Equal(one, Middle(left, 12), 1e-3f);
        Assert.Equal(other, Middle(right, 12), 1e-3f);
        var still = cells.Forward(Stimuli.Drift(49, 0, 8, double.PositiveInfinity, 25));
        Assert.InRange(Middle(still, 4) / Math.Max(one, other), 0, 0.01);
    }

    [Fact]
    public void Hypercomplex_ABarThatGoesOn_DoesNothing()
    {
        float Hyper(double length) => Middle(Sheet.See(Stimuli.Bar(Side, 0, length)).Hypercomplex, 0);
        float Complex(double length) => Middle(Sheet.See(Stimuli.Bar(Side, 0, length)).Complex, 0);
        Assert.InRange(Hyper(76) / Hyper(12), 0, 0.02);
        Assert.InRange(Complex(76) / Complex(12), 0.9, 2);
    }

    [Fact]
    public void Hypercomplex_ALongBar_AnswersAtItsEndsAlone()
    {
        var answers = Sheet.See(Stimuli.Bar(Side, 0, 61)).Hypercomplex;
        var line = Enumerable.Range(0, Side).Select(x => answers[0, 0, Side / 2, x]).ToArray();
        var strongest = line.Index().MaxBy(answer => answer.Item).Index;
        Assert.InRange(Math.Abs(strongest - (Side / 2)), 22, 32);
        Assert.InRange(line[Side / 2] / line[strongest], 0, 0.02);
    }

    [Fact]
    public void See_AShiftedPicture_ShiftsAllMaps()
    {
        var picture = Stimuli.Bar(Side, 60, 20);
        var shifted = Ops.Pad(Ops.Slice(picture, .., .., ..^5, 3..), new Kernels.Conv.Padding2d(5, 0, 0, 3));
        var (before, after) = (Sheet.See(picture), Sheet.See(shifted));
        foreach (var (a, b) in new[] { (before.Ganglion, after.Ganglion), (before.Simple, after.Simple), (before.Complex, after.Complex), (before.Hypercomplex, after.Hypercomplex) })
        {
            for (var channel = 0; channel < a.Shape[1]; channel++)
            {
                Assert.Equal(a[0, channel, 38, 41], b[0, channel, 43, 38], 1e-4f);
            }
        }
    }

    [Fact]
    public void See_ColouredPictures_SaysWhatItExpects()
    {
        var error = Assert.Throws<ShapeException>(() => Sheet.See(Tensor.Zeros([1, 3, 8, 8])));
        Assert.Equal("A sheet of cells sees grey pictures [N, 1, H, W]; this is [1, 3, 8, 8].", error.Message);
    }

    private static float Middle(Tensor answers, int channel) => answers[0, channel, answers.Shape[2] / 2, answers.Shape[3] / 2];
}
