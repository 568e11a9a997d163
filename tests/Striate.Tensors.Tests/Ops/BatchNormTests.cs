using Striate.Kernels;
using Striate.Kernels.Norm;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class BatchNormTests
{
    [Theory]
    [InlineData(true, 4)]
    [InlineData(true, 2)]
    [InlineData(false, 4)]
    [InlineData(false, 2)]
    public void BatchNorm_BothModes_GradientsEqualFiniteDifferences(bool training, int rank)
    {
        const double Epsilon = 1e-3;
        var x = rank == 4 ? Random([3, 5, 2, 3], 1) : Random([7, 5], 1);
        double[] runningMean = [0.5, -0.25, 0, 0.125, 1];
        double[] runningVar = [0.5, 1, 2, 0.25, 1.5];
        Run(
            [x, Random([5], 2), Random([5], 3)],
            inputs => Ops.BatchNorm(inputs[0], inputs[1], inputs[2], Narrow(runningMean), Narrow(runningVar), training, epsilon: Epsilon),
            inputs =>
            {
                var (mean, variance) = ((double[])runningMean.Clone(), (double[])runningVar.Clone());
                if (training)
                {
                    BatchNormKernel.Reference.Statistics<double>(inputs[0].Length / 5, 5, inputs[0], mean, variance);
                }

                var y = new double[inputs[0].Length];
                BatchNormKernel.Reference.Forward(5, Epsilon, inputs[0], mean, variance, inputs[1], inputs[2], y);
                return y;
            },
            1e-4);

        static Tensor Narrow(double[] values) => Tensor.From(Array.ConvertAll(values, value => (float)value), [values.Length]);
    }

    [Fact]
    public void BatchNorm_Evaluation_LeavesRunningStatisticsAlone()
    {
        var (mean, variance) = (Tensor.Full([2], 3), Tensor.Full([2], 4));
        var y = Ops.BatchNorm(Tensor.Full([1, 2], 5), Tensor.Full([2], 1), Tensor.Zeros([2]), mean, variance, training: false, epsilon: 0);
        Assert.Equal([1, 1], y.ToArray());
        Assert.Equal([3, 3, 4, 4], [.. mean.ToArray(), .. variance.ToArray()]);
    }

    [Fact]
    public void BatchNorm_OneValueAChannelInTraining_SaysSo()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.BatchNorm(
            Tensor.Zeros([1, 8]), Tensor.Zeros([8]), Tensor.Zeros([8]), Tensor.Zeros([8]), Tensor.Zeros([8]), training: true));
        Assert.Equal(
            "input [1, 8] has 1 value(s) a channel, and training needs 2 for a variance. Use a larger batch, or evaluation mode.", error.Message);
    }

    [Fact]
    public void BatchNorm_OtherChannels_SaysWhichParameter()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.BatchNorm(
            Tensor.Zeros([2, 8]), Tensor.Zeros([8]), Tensor.Zeros([6]), Tensor.Zeros([8]), Tensor.Zeros([8]), training: true));
        Assert.Equal("input [2, 8] has 8 channels, beta is [6], expected [8].", error.Message);
    }

    [Fact]
    public void BatchNorm_OneAxis_SaysWhatItTakes()
    {
        var c = Tensor.Zeros([3]);
        var error = Assert.Throws<ShapeException>(() => Ops.BatchNorm(Tensor.Zeros([3]), c, c, c, c, training: false));
        Assert.Equal("input [3] has 1 axes, expected [N, C], [N, C, L], [N, C, H, W] or [N, C, D, H, W].", error.Message);
    }
}
