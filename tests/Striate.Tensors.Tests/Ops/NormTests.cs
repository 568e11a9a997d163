using Striate.Kernels;
using Striate.Kernels.Norm;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

// Normalisations of samples; that of batches has tests of its own.
public class NormTests
{
    private const double Epsilon = 1e-3;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LayerNorm_Rows_GradientsEqualFiniteDifferences(bool subtractsMean) => Run(
        subtractsMean ? [Random([2, 3, 5], 1), Random([3, 5], 2), Random([3, 5], 3)] : [Random([2, 3, 5], 1), Random([3, 5], 2)],
        inputs => subtractsMean ? Ops.LayerNorm(inputs[0], [3, 5], inputs[1], inputs[2], Epsilon) : Ops.RmsNorm(inputs[0], [3, 5], inputs[1], Epsilon),
        inputs =>
        {
            var y = new double[30];
            LayerNormKernel.Reference.Forward<double>(
                2, 15, new LayerNormSettings(Epsilon, subtractsMean), inputs[0], inputs[1], inputs.Length == 3 ? inputs[2] : [], y, new double[4]);
            return y;
        },
        1e-4);

    [Fact]
    public void LayerNorm2d_ImagesAndVolumes_GradientsEqualFiniteDifferences()
    {
        foreach (var shape in new Shape[] { [2, 5, 2, 3], [1, 5, 2, 3, 2], [2, 5, 3] })
        {
            Run(
                [RandomChannelsLast(shape, 1), Random([5], 2), Random([5], 3)],
                inputs => Ops.LayerNorm2d(inputs[0], inputs[1], inputs[2], Epsilon),
                inputs =>
                {
                    var y = new double[inputs[0].Length];
                    LayerNormKernel.Reference.Forward<double>(
                        y.Length / 5, 5, new LayerNormSettings(Epsilon), inputs[0], inputs[1], inputs[2], y, new double[2 * y.Length / 5]);
                    return y;
                },
                1e-4);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void GroupNorm_AnyGroups_GradientsEqualFiniteDifferences(int groups)
    {
        foreach (var shape in new Shape[] { [2, 4, 3, 2], [2, 4, 5], [1, 4, 2, 2, 2] })
        {
            var g = GroupNormGeometry.Create(shape[0], shape.Skip(2).Aggregate(1, (a, b) => a * b), 4, groups);
            Run(
                [RandomChannelsLast(shape, 1), Random([4], 2), Random([4], 3)],
                inputs => Ops.GroupNorm(inputs[0], groups, inputs[1], inputs[2], Epsilon),
                inputs =>
                {
                    var y = new double[g.Length];
                    GroupNormKernel.Reference.Forward(g, Epsilon, inputs[0], inputs[1], inputs[2], y, new double[g.StatisticsLength]);
                    return y;
                },
                1e-4);
        }
    }

    [Fact]
    public void InstanceNorm_Signals_GradientEqualsFiniteDifferences()
    {
        var g = GroupNormGeometry.Create(2, 6, 3, 3);
        Run(
            [RandomChannelsLast([2, 3, 6], 1)],
            inputs => Ops.InstanceNorm(inputs[0], epsilon: Epsilon),
            inputs =>
            {
                var y = new double[g.Length];
                GroupNormKernel.Reference.Forward(g, Epsilon, inputs[0], [], [], y, new double[g.StatisticsLength]);
                return y;
            },
            1e-4);
    }

    [Fact]
    public void GroupNorm_FrozenInput_ParametersStillLearn()
    {
        using var tape = new Tape();
        var (x, gamma) = (Tensor.From([1, 3, 2, 6], [1, 2, 2]), Tensor.Full([2], 1));
        gamma.RequiresGrad = true;
        WeightedSum(Ops.GroupNorm(x, 2, gamma, epsilon: 0), [1, 0, 0, 1]).Backward();
        Assert.Equal(2, gamma.Grad!.ToArray().Select(Math.Abs).Sum(), 1e-5);
        Assert.Null(x.Grad);
    }

    [Fact]
    public void BatchNorm_SignalsAndVolumes_NormaliseEachChannel()
    {
        foreach (var shape in new Shape[] { [3, 2, 5], [3, 2, 2, 2, 2] })
        {
            var y = Ops.BatchNorm(
                Random(shape, 1), Tensor.Full([2], 1), Tensor.Zeros([2]), Tensor.Zeros([2]), Tensor.Full([2], 1), training: true);
            var places = shape.Skip(2).Aggregate(1, (a, b) => a * b);
            for (var c = 0; c < 2; c++)
            {
                var channel = y.ToArray().Where((_, i) => i / places % 2 == c).ToArray();
                Assert.Equal(0, channel.Average(), 1e-5);
                Assert.Equal(1, channel.Average(value => value * value), 1e-3);
            }
        }
    }

    [Fact]
    public void LayerNorm_OtherLastAxes_SaysWhatItTakes() => Assert.Equal(
        "input [2, 3, 4] does not end in the axes [3, 5] that are to be normalised.",
        Assert.Throws<ShapeException>(() => Ops.LayerNorm(Tensor.Zeros([2, 3, 4]), [3, 5])).Message);

    [Fact]
    public void GroupNorm_OtherParameters_SaysWhich() => Assert.Equal(
        "input [2, 4, 3]: beta is [3], expected [4].",
        Assert.Throws<ShapeException>(() => Ops.GroupNorm(Tensor.Zeros([2, 4, 3]), 2, Tensor.Zeros([4]), Tensor.Zeros([3]))).Message);

    [Fact]
    public void InstanceNorm_SinglePlace_SaysSo() => Assert.Equal(
        "input [2, 4, 1] has 1 value(s) a channel of a sample, and instance normalisation needs 2 for a variance.",
        Assert.Throws<ShapeException>(() => Ops.InstanceNorm(Tensor.Zeros([2, 4, 1]))).Message);
}
