using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Optimizers;

public class OptimizerTests
{
    [Fact]
    public void Step_Sgd_FollowsTheFormulaAndClearsGradients()
    {
        var net = new Linear(1, 1, bias: false);
        net.Weight.Load(w => w[0] = 2);
        var optimizer = new Sgd(net, 0.1, momentum: 0.5, weightDecay: 0.1);
        Backward(net, 3);
        optimizer.Step();

        // g = 3 + 0.1·2 = 3.2; v = 3.2; w = 2 − 0.32.
        Assert.Equal(1.68f, net.Weight.Value.Item(), 1e-6f);
        Assert.Null(net.Weight.Grad);
        Backward(net, 3);
        optimizer.Step();

        // g = 3 + 0.168; v = 1.6 + 3.168 = 4.768; w = 1.68 − 0.4768.
        Assert.Equal(1.2032f, net.Weight.Value.Item(), 1e-6f);
        Assert.Equal(2, optimizer.Steps);
    }

    [Fact]
    public void Step_AdamW_KeepsDecayApart()
    {
        var net = new Linear(1, 1, bias: false);
        net.Weight.Load(w => w[0] = 2);
        var optimizer = new AdamW(net, 0.1, weightDecay: 0.5);
        Backward(net, 3);
        optimizer.Step();

        // The first step of Adam is the learning rate itself: w = 2 − 0.1·0.5·2 − 0.1.
        Assert.Equal(1.8f, net.Weight.Value.Item(), 1e-5f);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adamw")]
    public void Step_LearningRateScale_ScalesTheStepAndNotTheDecay(string kind)
    {
        var net = new Linear(1, 1, bias: false);
        net.Weight.Load(w => w[0] = 2);
        net.Weight.LearningRateScale = 4;
        Optimizer optimizer = kind == "sgd" ? new Sgd(net, 0.01, momentum: 0.5, weightDecay: 0.5) : new AdamW(net, 0.01, weightDecay: 0.5);
        Backward(net, 3);
        optimizer.Step();

        // The pull is 0.01·0.5·2 as without a scale; the step 4·0.01 times the gradient, 3, or times Adam's first, 1.
        Assert.Equal(2 - 0.01f - (kind == "sgd" ? 0.12f : 0.04f), net.Weight.Value.Item(), 1e-5f);
    }

    [Fact]
    public void Step_FrozenParameter_StaysWithItsState()
    {
        var net = new Linear(1, 1);
        net.Weight.Load(w => w[0] = 2);
        net.Weight.RequiresGrad = false;
        var bias = net.Bias!.Value.Item();
        var optimizer = new Sgd(net, 0.1, momentum: 0.5, weightDecay: 0.1);
        Backward(net, 3);
        Assert.Null(net.Weight.Grad);
        optimizer.Step();
        Assert.Equal(2, net.Weight.Value.Item());
        Assert.NotEqual(bias, net.Bias.Value.Item());
        Assert.Equal([0], optimizer.State().First().Tensor.ToArray());
    }

    [Fact]
    public void State_Names_AreSlotAndParameter()
    {
        var net = new Sequential(new Linear(2, 3));
        Assert.Equal(["mean/0.weight", "mean/0.bias", "square/0.weight", "square/0.bias"], new Adam(net).State().Select(s => s.Name));
        Assert.Empty(new Sgd(net, 0.1).State());
    }

    [Fact]
    public void Step_GradientsOfTwoBackwardPasses_AreSummed()
    {
        var net = new Linear(1, 1, bias: false);
        net.Weight.Load(w => w[0] = 0);
        var optimizer = new Sgd(net, 1);
        Backward(net, 3);
        Backward(net, 4);
        optimizer.Step();
        Assert.Equal(-7f, net.Weight.Value.Item(), 1e-6f);
    }

    [Fact]
    public void Constructor_NesterovWithoutMomentum_SaysSo() =>
        Assert.Contains(
            "Sgd: momentum is 0, expected above 0, as Nesterov's method looks ahead along it.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(new Linear(1, 1), 0.1, nesterov: true)).Message, StringComparison.Ordinal);

    [Fact]
    public void Constructor_SettingsOutOfRange_SaysWhich()
    {
        var net = new Linear(1, 1);
        Assert.Contains("Sgd: momentum is 2, expected from 0 to below 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(net, 0.1, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("AdamW: learningRate is -1, expected at least 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(net, -1)).Message, StringComparison.Ordinal);
        Assert.Contains("p is 1.5, expected a probability", Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(1.5)).Message, StringComparison.Ordinal);
        Assert.Contains("a label smoothing of 1, expected", Assert.Throws<ArgumentOutOfRangeException>(() => new CrossEntropyLoss(1)).Message, StringComparison.Ordinal);
        Assert.Contains("LectureNet: images of 4x4, expected at least 10x10", Assert.Throws<ShapeException>(() => new LectureNet(size: 4)).Message, StringComparison.Ordinal);
    }

    private static void Backward(Linear net, float x)
    {
        using var tape = new Tape();
        net.Forward(Tensor.From([x], [1, 1])).Backward();
    }
}
