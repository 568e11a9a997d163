using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks.Tests;

public class ModuleTests
{
    [Fact]
    public void Forward_WrongChannels_NamesLayerShapesAndFix()
    {
        var net = new Two();
        var error = Assert.Throws<ShapeException>(() => net.Forward(Tensor.Zeros([64, 3, 14, 14])));
        Assert.Equal(
            "conv2 (Conv2d 6 → 16, 5×5): input [64, 3, 14, 14] has 3 channels, expected 6. Check the layer before, or build it with inChannels: 3.",
            error.Message);
        Assert.Equal("conv2 (Conv2d 6 → 16, 5×5)", error.Who);
    }

    [Fact]
    public void Forward_ErrorOfAnOperation_NamesTheInnermostLayer()
    {
        var net = new Sequential(new Sequential(new MaxPool2d(9)));
        var error = Assert.Throws<ShapeException>(() => net.Forward(Tensor.Zeros([1, 1, 4, 4])));
        Assert.StartsWith("0.0 (MaxPool2d 9×9): a window of 9 does not fit an input of 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_LinearAfterImages_SaysFlatten()
    {
        var error = Assert.Throws<ShapeException>(() => new Linear(16, 2).Forward(Tensor.Zeros([1, 1, 4, 4])));
        Assert.EndsWith("Put a Flatten before it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_FitExact_GivesTheArithmetic()
    {
        var conv = new Conv2d(1, 1, 3, stride: 3) { Fit = Fit.Exact };
        var error = Assert.Throws<ShapeException>(() => conv.Forward(Tensor.Zeros([1, 1, 7, 7])));
        Assert.StartsWith("Conv2d 1 → 1, 3×3, stride 3: (7 − 3)/3 + 1 = 2.33 is no whole number.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequiresGrad_TurnedOffAndOn_FreezesAndFrees()
    {
        var net = new Sequential(new Linear(2, 2), new Linear(2, 2));
        var first = ((Linear)net[0]).Weight;
        first.RequiresGrad = false;
        Assert.Null(GradOf(first));
        first.RequiresGrad = true;
        Assert.NotNull(GradOf(first));

        Tensor? GradOf(Parameter parameter)
        {
            using var tape = new Tape();
            Ops.CrossEntropy(net.Forward(Tensor.Full([1, 2], 1)), [0]).Backward();
            return parameter.Grad;
        }
    }

    [Fact]
    public void LearningRateScale_NotAboveZero_SaysWhatFreezes() => Assert.StartsWith(
        "LearningRateScale is 0, expected above 0. To freeze a parameter, set RequiresGrad to false.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new Linear(1, 1).Weight.LearningRateScale = 0).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_NestedModules_ArePaths()
    {
        var net = new Sequential(new Sequential(new Conv2d(1, 2, 3), new BatchNorm2d(2)), new Linear(2, 2));
        Assert.Equal(["0.0.weight", "0.0.bias", "0.1.weight", "0.1.bias", "1.weight", "1.bias"], net.Parameters().Select(p => p.Name));
        Assert.Equal(["0.1.running_mean", "0.1.running_var"], net.Buffers().Select(b => b.Name));
    }

    [Fact]
    public void Add_TakenNameOrSecondParent_IsAnError()
    {
        var net = new Sequential { { "a", new Relu() } };
        Assert.Contains("has a part named 'a' already", Assert.Throws<InvalidOperationException>(() => net.Add("a", new Relu())).Message, StringComparison.Ordinal);
        Assert.Contains("a module has one parent", Assert.Throws<InvalidOperationException>(() => net.Add("b", net[0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Initialize_SameSeed_SameValuesWhateverWasDrawnBefore()
    {
        var (a, b) = (new LeNet5(), new LeNet5());
        _ = b.Parameters().First().Parameter.Value;
        a.Initialize(5);
        b.Initialize(5);
        Assert.All(a.Parameters().Zip(b.Parameters()), pair => Assert.Equal(pair.First.Parameter.Value.ToArray(), pair.Second.Parameter.Value.ToArray()));
        b.Initialize(6);
        Assert.NotEqual(a.Parameters().First().Parameter.Value.ToArray(), b.Parameters().First().Parameter.Value.ToArray());
    }

    [Fact]
    public void TrainAndEval_ReachEveryModule()
    {
        var net = new DigitNet();
        net.Eval();
        Assert.All(net.Modules(), module => Assert.False(module.IsTraining));
        net.Train();
        Assert.All(net.Modules(), module => Assert.True(module.IsTraining));
    }

    [Fact]
    public void Residual_AndBranches_ComputeWhatTheySay()
    {
        using var scope = new Scope();
        var x = Tensor.From([-1, 2, 3, -4], [1, 1, 2, 2]);
        Assert.Equal([-1, 4, 6, -4], new Residual(new Relu()).Forward(x).ToArray());
        var branches = new Branches(new Relu(), new Identity()).Forward(x);
        Assert.Equal([1, 2, 2, 2], branches.Shape);
        Assert.Equal([0, 2, 3, 0, -1, 2, 3, -4], branches.ToArray());
    }

    [Fact]
    public void Gradients_ThroughResidualAndBranches_ReachTheInput()
    {
        using var tape = new Tape();
        var x = Tensor.From([-1, 2, 3, -4], [1, 1, 2, 2]);
        x.RequiresGrad = true;
        var y = new Branches(new Residual(new Relu()), new Identity()).Forward(x);
        Ops.Linear(Ops.Flatten(y), Tensor.Full([1, 8], 1)).Backward();

        // Each place counts once by the shortcut, once by the second branch, and once more where the unit is on.
        Assert.Equal([2, 3, 3, 2], x.Grad!.ToArray());
    }

    [Fact]
    public void LeNet5_OneBatchManyTimes_Overfits()
    {
        var net = new LeNet5();
        net.Initialize(3);
        var rng = new Rng(4);
        var images = Tensor.Normal([16, 1, 28, 28], rng);
        var labels = Enumerable.Range(0, 16).Select(i => i % 10).ToArray();
        var optimizer = new Adam(net, 2e-3);
        var loss = float.NaN;
        for (var step = 0; step < 60; step++)
        {
            using var tape = new Tape();
            var value = Ops.CrossEntropy(net.Forward(images), labels);
            value.Backward();
            optimizer.Step();
            loss = value.Item();
        }

        Assert.InRange(loss, 0, 0.05);
    }

    private sealed class Two : Module
    {
        private readonly Conv2d _conv2;

        public Two() => _conv2 = Add("conv2", new Conv2d(6, 16, 5));

        protected override Tensor ForwardCore(Tensor x) => _conv2.Forward(x);
    }
}
