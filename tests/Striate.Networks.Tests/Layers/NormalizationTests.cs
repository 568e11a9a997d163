using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Layers;

public class NormalizationTests
{
    public static TheoryData<Module, int[], string[], string> Layers() => new()
    {
        { new BatchNorm1d(4), [3, 4, 5], ["weight", "bias", "running_mean", "running_var"], "BatchNorm1d 4" },
        { new BatchNorm3d(4), [3, 4, 2, 3, 2], ["weight", "bias", "running_mean", "running_var"], "BatchNorm3d 4" },
        { new LayerNorm([4, 5]), [3, 4, 5], ["weight", "bias"], "LayerNorm [4, 5]" },
        { new LayerNorm([5], affine: false), [3, 4, 5], [], "LayerNorm [5]" },
        { new RmsNorm([5]), [3, 4, 5], ["weight"], "RmsNorm [5]" },
        { new LayerNorm2d(4), [3, 4, 2, 2], ["weight", "bias"], "LayerNorm2d 4" },
        { new GroupNorm(2, 4), [3, 4, 2, 2], ["weight", "bias"], "GroupNorm 4 in 2 groups" },
        { new InstanceNorm1d(4), [3, 4, 5], [], "InstanceNorm1d 4" },
        { new InstanceNorm2d(4, affine: true), [3, 4, 2, 2], ["weight", "bias"], "InstanceNorm2d 4" },
        { new InstanceNorm3d(4, trackRunningStats: true), [3, 4, 2, 2, 2], ["running_mean", "running_var"], "InstanceNorm3d 4" },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Forward_AnyKind_KeepsTheShapeAndHasPyTorchsNames(Module layer, int[] input, string[] names, string description)
    {
        Assert.Equal(names, layer.Parameters().Select(p => p.Name).Concat(layer.Buffers().Select(b => b.Name)));
        Assert.Equal(input, layer.Forward(Tensor.Normal(Shape.Of(input), new Rng(1))).Shape);
        Assert.Equal(description, layer.Description);
    }

    [Fact]
    public void InstanceNorm_TrackedInEvaluation_UsesTheRunningStatistics()
    {
        var layer = new InstanceNorm1d(2, momentum: 1, epsilon: 0, trackRunningStats: true);
        var x = Tensor.From([0, 2, 4, 8], [1, 2, 2]);
        layer.Forward(x);
        Assert.Equal([1, 6, 2, 8], [.. layer.RunningMean!.ToArray(), .. layer.RunningVar!.ToArray()]);
        layer.Eval();
        Assert.Equal(0, layer.Forward(Tensor.From([1, 1, 6, 6], [1, 2, 2])).ToArray().Sum(Math.Abs), 1e-6);
    }

    [Fact]
    public void Forward_OtherChannels_NamesLayerAndFix() => Assert.Equal(
        "GroupNorm 4 in 2 groups: input [2, 6, 3] has 6 channels, expected 4. Check the layer before, or build it with channels: 6.",
        Assert.Throws<ShapeException>(() => new GroupNorm(2, 4).Forward(Tensor.Zeros([2, 6, 3]))).Message);

    [Fact]
    public void Build_GroupsThatDoNotDivide_SaysSo() => Assert.Equal(
        "GroupNorm 4 in 3 groups: groups must be at least 1 and divide the channels.",
        Assert.Throws<ShapeException>(() => new GroupNorm(3, 4)).Message);
}
