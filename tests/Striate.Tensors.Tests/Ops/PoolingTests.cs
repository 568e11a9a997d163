using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

// Poolings of signals and volumes, and those that MaxPool2dTests and AvgPool2dTests do not have.
public class PoolingTests
{
    private static readonly Pool2dGeometry Row = Pool2dGeometry.Create(2, 3, (1, 7), (1, 3), (1, 2), new Padding2d(0, 0, 1, 1), 1, Fit.Ceiling, false);
    private static readonly Pool2dGeometry Plain = Pool2dGeometry.Create(2, 3, (5, 4), (3, 2), (2, 1), 0, 1, Fit.Floor);
    private static readonly AdaptivePool2dGeometry Bins = AdaptivePool2dGeometry.Create(2, 3, (5, 4), (3, 2));

    [Fact]
    public void MaxPool1d_Signals_GradientEqualsFiniteDifferences() => Check(
        [2, 3, 7], Row.OutputLength, x => Ops.MaxPool1d(x, 3, 2, 1, fit: Fit.Ceiling), (x, y) => MaxPool2dKernel.Reference.Forward(Row, x, y));

    [Fact]
    public void AvgPool1d_Signals_GradientEqualsFiniteDifferences() => Check(
        [2, 3, 7], Row.OutputLength, x => Ops.AvgPool1d(x, 3, 2, 1, Fit.Ceiling, false), (x, y) => AvgPool2dKernel.Reference.Forward(Row, x, y));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pool3d_Volumes_GradientEqualsFiniteDifferences(bool isMaximum)
    {
        var g = Pool3dGeometry.Create(2, 2, (4, 5, 4), (2, 3, 2), (2, 1, 2), (1, 1, 0), 1, Fit.Ceiling);
        var axes = new[] { g.Depths.Rows, g.Slices.Rows, g.Slices.Columns };
        Check(
            [2, 2, 4, 5, 4], g.OutputLength,
            x => isMaximum ? Ops.MaxPool3d(x, (2, 3, 2), (2, 1, 2), (1, 1, 0), fit: Fit.Ceiling) : Ops.AvgPool3d(x, (2, 3, 2), (2, 1, 2), (1, 1, 0), Fit.Ceiling),
            (x, y) => BoxReference.Forward(
                isMaximum, 2, (4, 5, 4), (axes[0].Output, axes[1].Output, axes[2].Output), [.. axes.Select(axis => BoxReference.Window(axis))], x, y));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AdaptivePool3d_Volumes_GradientEqualsFiniteDifferences(bool isMaximum) => Check(
        [2, 2, 4, 5, 4], 2 * 2 * 2 * 3 * 3,
        x => isMaximum ? Ops.AdaptiveMaxPool3d(x, (2, 3, 3)) : Ops.AdaptiveAvgPool3d(x, (2, 3, 3)),
        (x, y) => BoxReference.Forward(
            isMaximum, 2, (4, 5, 4), (2, 3, 3), [BoxReference.Adaptive(4, 2), BoxReference.Adaptive(5, 3), BoxReference.Adaptive(4, 3)], x, y));

    [Fact]
    public void AdaptivePool_SignalsAndImages_GradientsEqualFiniteDifferences()
    {
        var row = AdaptivePool2dGeometry.Create(2, 3, (1, 7), (1, 3));
        Check([2, 3, 7], row.OutputLength, x => Ops.AdaptiveMaxPool1d(x, 3), (x, y) => AdaptiveMaxPool2dKernel.Reference.Forward(row, x, y));
        Check([2, 3, 7], row.OutputLength, x => Ops.AdaptiveAvgPool1d(x, 3), (x, y) => AdaptiveAvgPool2dKernel.Reference.Forward(row, x, y));
        Check([2, 3, 5, 4], Bins.OutputLength, x => Ops.AdaptiveMaxPool2d(x, (3, 2)), (x, y) => AdaptiveMaxPool2dKernel.Reference.Forward(Bins, x, y));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3.5)]
    public void LpPool2d_AnyExponent_GradientEqualsFiniteDifferences(double p) => Check(
        [2, 3, 5, 4], Plain.OutputLength, x => Ops.LpPool2d(x, p, (3, 2), (2, 1)), (x, y) => LpPool2dKernel.Reference.Forward(Plain, p, x, y), 1e-4);

    [Fact]
    public void LpPool1d_Signals_GradientEqualsFiniteDifferences()
    {
        var row = Pool2dGeometry.Create(2, 3, (1, 7), (1, 3), (1, 2), 0, 1, Fit.Floor);
        Check([2, 3, 7], row.OutputLength, x => Ops.LpPool1d(x, 2, 3, 2), (x, y) => LpPool2dKernel.Reference.Forward(row, 2, x, y), 1e-4);
    }

    [Fact]
    public void GlobalMaxPool2d_Images_GivesTheirMaxima()
    {
        var y = Ops.GlobalMaxPool2d(Tensor.From([1, 2, 3, 6, 10, 40, 20, 20], [1, 2, 2, 2]));
        Assert.Equal([1, 2, 1, 1], y.Shape);
        Assert.Equal([6, 40], y.ToArray());
    }

    [Fact]
    public void MaxUnpool2d_PlacesOfAPool_PutsMaximaBackAndTakesTheirGradients()
    {
        using var tape = new Tape();
        var x = Tensor.From([1, 5, 2, 0, 3, 4, 7, 6], [1, 1, 2, 4]);
        x.RequiresGrad = true;
        var pooled = Ops.MaxPool2d(x, out var places, 2);
        Assert.Equal([1, 6], places.ToArray());
        var y = Ops.MaxUnpool2d(pooled, places, (2, 4));
        Assert.Equal([0, 5, 0, 0, 0, 0, 7, 0], y.ToArray());
        WeightedSum(y, [1, 2, 3, 4, 5, 6, 7, 8]).Backward();
        Assert.Equal([0, 2, 0, 0, 0, 0, 7, 0], x.Grad!.ToArray());
        Assert.False(places.RequiresGrad);
    }

    [Fact]
    public void MaxPool3d_Places_LeadToTheMaximaThatReceiveTheGradient()
    {
        using var tape = new Tape();
        // A few whole numbers, so that maxima tie.
        var x = Tensor.From(RandomChannelsLast([2, 3, 5, 6, 4], 1).ToArray().Select(value => MathF.Round(value * 3)).ToArray(), [2, 3, 5, 6, 4]);
        x.RequiresGrad = true;
        var y = Ops.MaxPool3d(x, out var places, (2, 3, 2), (2, 2, 1), (1, 1, 0), (1, 1, 2));
        Assert.Equal(y.Shape, places.Shape);
        var flat = Ops.Reshape(x, 2, 3, -1);
        Assert.Equal(y.ToArray(), Ops.Gather(flat, 2, Ops.Reshape(places, 2, 3, -1)).ToArray());

        Ops.Sum(y).Backward();
        var counts = new float[x.Length];
        foreach (var (i, place) in places.ToArray().Index())
        {
            counts[(i / (places.Length / 6) * 120) + (int)place]++;
        }

        Assert.Equal(counts, x.Grad!.ToArray());
    }

    [Fact]
    public void MaxUnpool3d_PlacesOfAPool_PutsMaximaBackAndTakesTheirGradients()
    {
        using var tape = new Tape();
        var x = Tensor.From([1, 5, 2, 0, 3, 4, 7, 6], [1, 1, 2, 2, 2]);
        x.RequiresGrad = true;
        var pooled = Ops.MaxPool3d(x, out var places, (1, 2, 2));
        Assert.Equal([1, 6], places.ToArray());
        var y = Ops.MaxUnpool3d(pooled, places, 2);
        Assert.Equal([0, 5, 0, 0, 0, 0, 7, 0], y.ToArray());
        WeightedSum(y, [1, 2, 3, 4, 5, 6, 7, 8]).Backward();
        Assert.Equal([0, 2, 0, 0, 0, 0, 7, 0], x.Grad!.ToArray());
    }

    [Fact]
    public void MaxUnpool1d_OtherShape_SaysBoth() => Assert.Equal(
        "input [1, 2, 3] and places [1, 2, 4]; both must have the same shape.",
        Assert.Throws<ShapeException>(() => Ops.MaxUnpool1d(Tensor.Zeros([1, 2, 3]), Tensor.Zeros([1, 2, 4]), 9)).Message);

    [Fact]
    public void LpPool2d_NoExponent_SaysWhatItTakes() => Assert.StartsWith(
        "LpPool2d with p = 0; expected a number above 0. For the maximum take MaxPool.",
        Assert.Throws<ArgumentOutOfRangeException>(() => Ops.LpPool2d(Tensor.Zeros([1, 1, 2, 2]), 0, 2)).Message, StringComparison.Ordinal);

    private static void Check(Shape shape, long length, Func<Tensor, Tensor> operation, Twin reference, double tolerance = 2e-5) => Run(
        [RandomChannelsLast(shape, 1)],
        inputs => operation(inputs[0]),
        inputs =>
        {
            var y = new double[length];
            reference(inputs[0], y);
            return y;
        },
        tolerance);
}
