using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Kernels.Shaping;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class ResamplingTests
{
    [Theory]
    [InlineData(ResizeMode.Nearest, false, false)]
    [InlineData(ResizeMode.Bilinear, false, false)]
    [InlineData(ResizeMode.Bilinear, true, false)]
    [InlineData(ResizeMode.Bicubic, false, false)]
    [InlineData(ResizeMode.Bicubic, false, true)]
    public void Resize_EitherWay_GradientEqualsFiniteDifferences(ResizeMode mode, bool alignCorners, bool antialias) => Run(
        [Random([2, 3, 4, 6], 1)],
        inputs => Ops.Resize(inputs[0], (7, 3), mode, alignCorners, antialias),
        inputs =>
        {
            var y = new double[2 * 3 * 7 * 3];
            var (rows, columns) = (ResizeAxis.Create(4, 7, mode, alignCorners, antialias), ResizeAxis.Create(6, 3, mode, alignCorners, antialias));
            ResizeKernel.Reference.Forward<double>(ResizeGeometry.Create(2, 3, rows, columns), inputs[0], y);
            return y;
        });

    [Fact]
    public void Resize_ByAFactor_RoundsTheSizeDown() =>
        Assert.Equal([1, 2, 4, 7], Ops.Resize(Tensor.Zeros([1, 2, 3, 5]), scaleFactor: 1.5).Shape);

    [Theory]
    [InlineData(GridSampleMode.Bilinear, GridPadding.Zeros, false)]
    [InlineData(GridSampleMode.Bilinear, GridPadding.Reflection, true)]
    [InlineData(GridSampleMode.Bicubic, GridPadding.Border, false)]
    public void GridSample_BothInputs_GradientsEqualFiniteDifferences(GridSampleMode mode, GridPadding padding, bool alignCorners)
    {
        var g = GridSampleGeometry.Create(2, 3, (4, 5), (2, 3), mode, padding, alignCorners);
        Run(
            [Random([2, 3, 4, 5], 1), Tensor.From(Array.ConvertAll(Numbers(24, 5), number => 1.3f * number), [2, 2, 3, 2])],
            inputs => Ops.GridSample(inputs[0], inputs[1], mode, padding, alignCorners),
            inputs =>
            {
                var y = new double[g.OutputLength];
                GridSampleKernel.Reference.Forward<double>(g, inputs[0], inputs[1], y);
                return y;
            },
            tolerance: 1e-4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AffineGrid_OfTheIdentity_SamplesTheImageItself(bool alignCorners)
    {
        var x = Random([2, 3, 4, 5], 1);
        var identity = Tensor.From([1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0], [2, 2, 3]);
        var y = Ops.GridSample(x, Ops.AffineGrid(identity, (4, 5), alignCorners), alignCorners: alignCorners);
        AssertClose("image", Array.ConvertAll(x.ToArray(), value => (double)value), y.ToArray(), 1e-5);
    }

    [Fact]
    public void AffineGrid_Maps_GradientEqualsFiniteDifferences() => Run(
        [Random([2, 2, 3], 1)],
        inputs => Ops.AffineGrid(inputs[0], (3, 4)),
        inputs =>
        {
            var grid = new double[2 * 3 * 4 * 2];
            AffineGridKernel.Reference.Forward<double>(2, 3, 4, false, inputs[0], grid);
            return grid;
        });

    [Fact]
    public void UnfoldAndFold_Patches_GradientsEqualFiniteDifferences()
    {
        var g = UnfoldGeometry.Create(2, 3, (5, 4), (3, 2), (2, 1), 1, 1);
        Run([Random([2, 3, 5, 4], 1)], inputs => Ops.Unfold(inputs[0], (3, 2), (2, 1), 1), inputs =>
        {
            var y = new double[g.PatchLength];
            UnfoldKernel.Reference.Unfold<double>(g, inputs[0], y);
            return y;
        });
        Run([Random([2, 18, 15], 2)], inputs => Ops.Fold(inputs[0], (5, 4), (3, 2), (2, 1), 1), inputs =>
        {
            var y = new double[g.ImageLength];
            UnfoldKernel.Reference.Fold<double>(g, inputs[0], y);
            return y;
        });
    }

    [Fact]
    public void Unfold_TimesTheFilters_IsTheConvolution()
    {
        var (x, w) = (Random([2, 3, 5, 4], 1), Random([4, 3, 3, 2], 2));
        var patches = Ops.Transpose(Ops.Unfold(x, (3, 2), padding: 1));
        var rows = Ops.Reshape(patches, -1, 18);
        var y = Ops.Permute(Ops.Reshape(Ops.Linear(rows, Ops.Reshape(w, 4, 18)), 2, 5, 5, 4), 0, 3, 1, 2);
        var expected = Ops.Conv2d(x, w, padding: 1).ToArray();
        AssertClose("convolution", Array.ConvertAll(expected, value => (double)value), y.ToArray(), 1e-5);
    }

    [Fact]
    public void Resampling_RecordedRun_CanBeRepeated()
    {
        var replay = Replay.Of(Net, [1, 4, 6, 6]);
        Random([1, 4, 6, 6], 2).Span.CopyTo(replay.Input.Span);
        Assert.Equal(Net(replay.Input).ToArray(), replay.Run().ToArray());

        static Tensor Net(Tensor x)
        {
            x = Ops.Resize(Ops.Tanh(x), scaleFactor: 1.5, ResizeMode.Bilinear);
            x = Ops.Fold(Ops.Unfold(x, 3, padding: 1), 9, 3, padding: 1);
            return Ops.GridSample(x, Ops.AffineGrid(Ops.Reshape(Ops.Slice(x, .., ..1, ..2, ..3), 1, 2, 3), 5));
        }
    }
}
