using CsCheck;
using Striate.Kernels.Resampling;

namespace Striate.Kernels.Tests.Resampling;

public class ResizeKernelTests
{
    private static readonly (ResizeMode Mode, bool AlignCorners, bool Antialias)[] AllSettings =
    [
        (ResizeMode.Nearest, false, false), (ResizeMode.NearestExact, false, false),
        (ResizeMode.Bilinear, false, false), (ResizeMode.Bilinear, true, false), (ResizeMode.Bilinear, false, true),
        (ResizeMode.Bicubic, false, false), (ResizeMode.Bicubic, true, false), (ResizeMode.Bicubic, false, true),
    ];

    private static readonly Gen<(ResizeMode Mode, bool AlignCorners, bool Antialias)> Settings = Gen.Int[0, AllSettings.Length - 1].Select(i => AllSettings[i]);

    [Fact]
    public void BothDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes)
        {
            Check(2, channels, ResizeAxis.Create(4, 7, ResizeMode.Bicubic), ResizeAxis.Create(5, 3, ResizeMode.Bilinear));
        }

        Check(0, 3, ResizeAxis.Create(4, 7, ResizeMode.Nearest), ResizeAxis.Create(5, 3, ResizeMode.Nearest));
    }

    [Fact]
    public void BothDirections_RandomSizes_EqualReference() =>
        (from channels in Gen.Int[1, 9]
         from settings in Settings
         from sizes in Gen.Int[1, 12].Array[4]
         select (channels, settings, sizes))
        .Sample(
            (channels, settings, sizes) => Check(2, channels, Axis(sizes[0], sizes[1], settings), Axis(sizes[2], sizes[3], settings)), iter: 200);

    [Fact]
    public void Create_AnySizes_WeightsSumToOne() =>
        Gen.Select(Settings, Gen.Int[1, 40], Gen.Int[1, 40]).Sample(
            (settings, input, output) =>
            {
                var axis = Axis(input, output, settings);
                for (var i = 0; i < output; i++)
                {
                    Assert.InRange(axis.Firsts[i], 0, input - axis.Counts[i]);
                    Assert.Equal(1, axis.Weights.AsSpan(i * axis.Reach, axis.Counts[i]).ToArray().Sum(weight => (double)weight), 1e-6);
                }
            },
            iter: 300);

    [Fact]
    public void Create_WholeFactors_NearestTakesBlocks() =>
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2], ResizeAxis.Create(3, 9, ResizeMode.Nearest).Firsts);

    [Theory]
    [InlineData(4, 8, ResizeMode.Nearest, false, 0.5, -0.25, 0)]
    [InlineData(8, 4, ResizeMode.Nearest, false, 2, 0, 0)]
    [InlineData(4, 8, ResizeMode.Bilinear, false, 0.5, -0.25, 15)]
    [InlineData(4, 7, ResizeMode.Bilinear, true, 0.5, 0, 13)]
    [InlineData(8, 4, ResizeMode.Bicubic, false, 2, 0.5, 14)]
    public void Create_AnyMode_KnowsWhereOutputsLieAndWhatTheyCost(
        int input, int output, ResizeMode mode, bool alignCorners, double step, double start, long terms)
    {
        var axis = ResizeAxis.Create(input, output, mode, alignCorners);
        Assert.Equal((step, start, terms), (axis.Step, Math.Round(axis.Start, 6), axis.Terms));
    }

    [Fact]
    public void Forward_NotANumber_SpoilsWhatItIsPartOf()
    {
        var y = new float[4];
        ResizeKernel.Forward(ResizeGeometry.Create(1, 1, ResizeAxis.Create(1, 1, ResizeMode.Nearest), ResizeAxis.Create(2, 4, ResizeMode.Nearest)), [float.NaN, 1], y);
        Assert.Equal([float.NaN, float.NaN, 1, 1], y);
    }

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var axis = ResizeAxis.Create(20, 33, ResizeMode.Bicubic);
        var g = ResizeGeometry.Create(3, 20, axis, axis);
        var (y, dx) = (new float[3 * 20 * 33 * 33], new float[3 * 20 * 20 * 20]);
        ResizeKernel.Forward(g, Guarded.Numbers(dx.Length, 1), y);
        ResizeKernel.Backward(g, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });

    [Theory]
    [InlineData(0, ResizeMode.Nearest, false, false, "an axis of 3 cannot be resized to 0: both must be at least 1.")]
    [InlineData(5, ResizeMode.Nearest, true, false, "Nearest with alignCorners or antialias: both are for Bilinear and Bicubic.")]
    [InlineData(5, ResizeMode.Bicubic, true, true, "alignCorners and antialias do not go together: choose one.")]
    public void Create_SettingsThatDoNotGo_SaysWhy(int output, ResizeMode mode, bool alignCorners, bool antialias, string message) => Assert.Equal(
        message, Assert.Throws<ShapeException>(() => ResizeAxis.Create(3, output, mode, alignCorners, antialias)).Message);

    private static ResizeAxis Axis(int input, int output, (ResizeMode Mode, bool AlignCorners, bool Antialias) settings) =>
        ResizeAxis.Create(input, output, settings.Mode, settings.AlignCorners, settings.Antialias);

    private static void Check(int n, int channels, ResizeAxis rows, ResizeAxis columns)
    {
        var g = ResizeGeometry.Create(n, channels, rows, columns);
        var x = Guarded.Numbers((int)g.InputLength, 1);
        var dy = Guarded.Numbers((int)g.OutputLength, 2);
        Compare.WithReference(
            dy.Length,
            y => ResizeKernel.Reference.Forward(g, Compare.Widen(x), y),
            y => ResizeKernel.Forward(g, x, y),
            scale: 1);
        Compare.WithReference(
            x.Length,
            dx => ResizeKernel.Reference.Backward(g, Compare.Widen(dy), dx),
            dx => ResizeKernel.Backward(g, dy, dx),
            scale: 1);
    }
}
