using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History.Tests;

public class OriginalAlexNetTests
{
    private static readonly Lazy<Summary> Paper = new(() => Summary.Of(new OriginalAlexNet(), [3, 227, 227]));

    [Fact]
    public void Parameters_OfThePapersNet_AreSixtyMillion() => Assert.Equal(60_965_224, Paper.Value.Parameters);

    [Theory]
    [InlineData("features.conv1", 34_944, 96, 55)]
    [InlineData("features.pool1", 0, 96, 27)]
    [InlineData("features.conv2", 307_456, 256, 27)]
    [InlineData("features.pool2", 0, 256, 13)]
    [InlineData("features.conv3", 885_120, 384, 13)]
    [InlineData("features.conv4", 663_936, 384, 13)]
    [InlineData("features.conv5", 442_624, 256, 13)]
    [InlineData("features.pool5", 0, 256, 6)]
    public void Maps_OfALayer_AreThoseOfThePaper(string layer, int parameters, int maps, int side)
    {
        var row = Paper.Value.Rows.Single(row => row.Path == layer);
        Assert.Equal(parameters, row.Parameters);
        Assert.Equal([1, maps, side, side], (int[])[1, .. row.Output.Skip(row.Output.Rank - 3)]);
    }

    [Theory]
    [InlineData("hidden.fc6", 37_752_832)]
    [InlineData("hidden.fc7", 16_781_312)]
    [InlineData("fc8", 4_097_000)]
    public void Parameters_OfAFullLayer_AreThoseOfThePaper(string layer, int parameters) =>
        Assert.Equal(parameters, Paper.Value.Rows.Single(row => row.Path == layer).Parameters);

    [Fact]
    public void Initialize_OfThePapersNet_DrawsItsWeightsAndBiases()
    {
        var net = new OriginalAlexNet(10);
        net.Initialize(1);
        var weights = net.First.Weight.Value.ToArray();
        Assert.Equal(0, weights.Average(), 2e-4);
        Assert.Equal(0.01, Math.Sqrt(weights.Average(w => (double)w * w)), 2e-4);
        foreach (var (name, parameter) in net.Parameters("*.bias"))
        {
            var isOne = name is "features.conv2.bias" or "features.conv4.bias" or "features.conv5.bias" or "hidden.fc6.bias" or "hidden.fc7.bias";
            Assert.All(parameter.Value.ToArray(), bias => Assert.Equal(isOne ? 1 : 0, bias));
        }
    }

    [Fact]
    public void Initialize_OfTheReducedCopy_DrawsHesWeights()
    {
        var net = new OriginalAlexNet(10, AlexNetPlan.Small);
        net.Initialize(1);
        var weights = net.First.Weight.Value.ToArray();
        Assert.Equal(Math.Sqrt(2.0 / 75), Math.Sqrt(weights.Average(w => (double)w * w)), 0.01);
        Assert.All(net.Parameters("*.bias"), bias => Assert.All(bias.Parameter.Value.ToArray(), value => Assert.Equal(0, value)));
    }

    // Only the first half of conv2's maps may move when the first half of conv1's does.
    [Fact]
    public void Forward_OfASecondConvolution_KeepsThePartsApart()
    {
        var conv2 = (Conv2d)new OriginalAlexNet(10, AlexNetPlan.Small).Modules().Single(module => module.Path == "features.conv2");
        var x = Tensor.Normal([1, 32, 13, 13], new Rng(1));
        var before = conv2.Forward(x).ToArray();
        x[0, 3, 6, 6] += 1;
        var after = conv2.Forward(x).ToArray();
        var half = before.Length / 2;
        Assert.NotEqual(before[..half], after[..half]);
        Assert.Equal(before[half..], after[half..]);
    }

    [Fact]
    public void Forward_OfTheReducedCopy_GivesScores()
    {
        var net = new OriginalAlexNet(7, AlexNetPlan.Small);
        net.Eval();
        Assert.Equal([2, 7], net.Forward(Tensor.Zeros([2, 3, 28, 28])).Shape);
        Assert.Equal([2, 512], net.Hidden(Tensor.Zeros([2, 3, 28, 28])).Shape);
    }
}
