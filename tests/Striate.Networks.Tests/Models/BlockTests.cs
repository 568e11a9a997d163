using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Models;

/// <summary>The blocks that models are made of, by themselves.</summary>
public class BlockTests
{
    private readonly Tensor _x = Tensor.Normal([2, 8, 6, 6], new Rng(1));

    [Fact]
    public void Inception_Branches_StandSideBySide()
    {
        var block = new Inception(8, 4, (2, 6), (3, 5), 7);
        Assert.Equal(22, block.OutChannels);
        Assert.Equal([2, 22, 6, 6], block.Forward(_x).Shape);
        Assert.Equal("branch2.0.conv.weight", block.Parameters().Select(p => p.Name).ElementAt(3));
    }

    [Fact]
    public void DenseBlock_Output_BeginsWithItsInput()
    {
        var block = new DenseBlock(8, layers: 3, growth: 2);
        var y = block.Forward(_x);
        Assert.Equal([2, 14, 6, 6], y.Shape);
        Assert.Equal(14, block.OutChannels);
        var size = 8 * 6 * 6;
        Assert.Equal(_x.ToArray().AsSpan(0, size), y.ToArray().AsSpan(0, size));
    }

    [Fact]
    public void SqueezeExcitation_Output_IsTheInputByAFactorForEachMap()
    {
        var block = new SqueezeExcitation(8, 2);
        var factors = Ops.Sigmoid(Ops.Conv2d(
            Ops.Relu(Ops.Conv2d(Ops.GlobalAvgPool2d(_x), Of("fc1.weight"), Of("fc1.bias"))), Of("fc2.weight"), Of("fc2.bias"))).ToArray();
        var (x, y) = (_x.ToArray(), block.Forward(_x).ToArray());
        Assert.All(y.Index(), pair => Assert.Equal(x[pair.Index] * factors[pair.Index / 36], pair.Item, 1e-6));

        Tensor Of(string name) => block.Parameters().Single(p => p.Name == name).Parameter;
    }

    [Theory]
    [InlineData(8, 1, 6)]
    [InlineData(12, 1, 6)]
    [InlineData(12, 2, 3)]
    public void PreActivationBlock_AnyStep_HasItsShape(int outChannels, int stride, int size) =>
        Assert.Equal([2, outChannels, size, size], new PreActivationBlock(8, outChannels, stride).Forward(_x).Shape);

    [Fact]
    public void PreActivationBlock_WithoutFilters_PassesItsInputOn()
    {
        var block = new PreActivationBlock(8, 8, 1);
        block.Parameters().Single(p => p.Name == "conv2.weight").Parameter.Load(values => values.Clear());
        Assert.Equal(_x.ToArray(), block.Forward(_x).ToArray());
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 8)]
    public void ResNetFeatures_Dilated_KeepsMapsLarge(bool dilated, int size)
    {
        var features = new ResNetFeatures(50, dilated: dilated);
        Assert.Equal(2048, features.OutChannels);
        Assert.Equal([1, 2048, size, size], Summary.Of(features, [3, 64, 64]).Rows[^1].Output);
    }
}
