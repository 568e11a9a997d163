using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests;

public class FreezingTests
{
    [Theory]
    [InlineData("conv1.*", "conv1.weight conv1.bias")]
    [InlineData("*.bias, conv?.weight", "conv1.weight conv1.bias conv2.weight conv2.bias fc1.bias fc2.bias fc3.bias")]
    [InlineData("fc3.weight,fc3.weight", "fc3.weight")]
    public void Freeze_Patterns_FreezeWhatTheyFit(string patterns, string expected)
    {
        var net = new LeNet5();
        net.Freeze(patterns);
        Assert.Equal(expected.Split(' '), net.Parameters().Where(p => !p.Parameter.RequiresGrad).Select(p => p.Name));
    }

    [Fact]
    public void Freeze_AllButSome_LeavesThemToLearn()
    {
        var net = new LeNet5();
        net.Freeze("*", name => name.StartsWith("fc3.", StringComparison.Ordinal));
        Assert.Equal(["fc3.weight", "fc3.bias"], net.Parameters().Where(p => p.Parameter.RequiresGrad).Select(p => p.Name));
    }

    [Fact]
    public void Freeze_NothingFitsOrNothingIsLeft_Error()
    {
        var error = Assert.Throws<ArgumentException>(() => new LeNet5().Freeze("conv3.*"));
        Assert.Equal("No parameter of LeNet5 fits 'conv3.*'. Its parts are conv1, conv2, fc1, fc2, fc3; write 'conv1.*', for example.", error.Message);
        error = Assert.Throws<ArgumentException>(() => new Linear(2, 2).Freeze("layer9.*"));
        Assert.Equal("No parameter of Linear 2 → 2 fits 'layer9.*'. It has weight and bias; write 'weight', for example.", error.Message);
        error = Assert.Throws<ArgumentException>(() => new Relu().Freeze("*"));
        Assert.Equal("No parameter of Relu fits '*'. It has none, so there is nothing to freeze.", error.Message);
        error = Assert.Throws<ArgumentException>(() => new LeNet5().Freeze("*"));
        Assert.Equal("'*' freezes all of LeNet5, and nothing is left to learn. Leave the last layer out.", error.Message);
        error = Assert.Throws<ArgumentException>(() => new LeNet5().Freeze(","));
        Assert.Equal("',' names no parameters. Write names with commas between, '*' for all.", error.Message);
    }

    [Fact]
    public void Freeze_BatchNormalisation_KeepsAndUsesItsRunningStatistics()
    {
        var net = new Sequential(new BatchNorm2d(2), new BatchNorm2d(2));
        net.Freeze("0.*");
        net.Train();
        using var scope = new Scope();
        var x = Tensor.Normal([4, 2, 3, 3], new Rng(1));
        net.Forward(x).ToArray();
        var (frozen, learning) = ((BatchNorm2d)net.Children[0].Module, (BatchNorm2d)net.Children[1].Module);
        Assert.False(frozen.IsTraining);
        Assert.Equal([0, 0], frozen.RunningMean.ToArray());
        Assert.NotEqual([0, 0], learning.RunningMean.ToArray());
        Assert.All(frozen.Forward(x).ToArray().Zip(x.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }
}
