using Striate.Kernels;
using Striate.Tensors;
using static Striate.Networks.Tests.TrainingReference;

namespace Striate.Networks.Tests.Optimizers;

public class TrainingToolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void LBfgs_BentValley_WalksPyTorchsPath(int index)
    {
        var stored = Json.GetProperty("lbfgs")[index];
        var net = new Linear(2, 1, bias: false);
        net.Weight.Load(w => (w[0], w[1]) = (-1.2f, 1));
        var searches = stored.GetProperty("lineSearch").GetBoolean();
        var optimizer = new LBfgs(net, searches ? 1 : 0.2, maxIterations: 4, history: 5, lineSearch: searches);
        foreach (var point in stored.GetProperty("path").EnumerateArray())
        {
            optimizer.Step(() => Valley(net.Weight));
            var expected = Numbers(point);
            Assert.Equal(expected[0], net.Weight.Value.Span[0], 2e-4);
            Assert.Equal(expected[1], net.Weight.Value.Span[1], 2e-4);
        }
    }

    [Fact]
    public void LBfgs_Regression_IsDoneInOneCall()
    {
        var net = new Sequential(new Linear(2, 6), new Tanh(), new Linear(6, 1));
        net.Initialize(1);
        var (x, t) = (Tensor.From(Rule(20, 1), [10, 2]), Tensor.From(Rule(10, 1), [10, 1]));
        var before = new LBfgs(net, maxIterations: 60).Step(Loss);
        Assert.InRange(Loss(), 0, before / 8);

        double Loss()
        {
            using var tape = new Tape();
            var loss = Ops.MeanSquared(net.Forward(x), t);
            loss.Backward();
            return loss.Item();
        }
    }

    [Fact]
    public void LBfgs_SettingsOutOfRange_SaysWhich() => Assert.StartsWith(
        "LBfgs: learningRate is 0, expected above 0.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new LBfgs(new Linear(1, 1), 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void Muon_MatricesAndTheRest_EachHaveTheirSlots()
    {
        var net = new Sequential(new Conv2d(2, 3, 3), new Linear(4, 2));
        var optimizer = new Muon(net, isMatrix: (name, _) => name != "1.weight");
        Assert.Equal(
            ["velocity/0.weight", "mean/0.bias", "mean/1.weight", "mean/1.bias", "square/0.bias", "square/1.weight", "square/1.bias"],
            optimizer.State().Select(s => s.Name));
    }

    [Fact]
    public void Muon_OneStep_IsOrthogonalForMatricesAndAdamsForTheRest()
    {
        var net = new Linear(3, 2);
        net.Weight.Load(w => w.Clear());
        net.Bias!.Load(b => b.Clear());
        var optimizer = new Muon(net, learningRate: 0.1, othersScale: 0.5);
        using (var tape = new Tape())
        {
            Ops.MeanSquared(net.Forward(Tensor.From(Rule(12, 1), [4, 3])), Tensor.From(Rule(8, 1), [4, 2])).Backward();
        }

        optimizer.Step();
        var w = net.Weight.Value.ToArray();
        var (a, b) = (w[..3].Sum(v => v * v), w[3..].Sum(v => v * v));
        Assert.InRange(MathF.Sqrt(a + b) / 0.1f, 0.7f * MathF.Sqrt(2), 1.25f * MathF.Sqrt(2));

        // Adam's first step is its learning rate.
        Assert.All(net.Bias.Value.ToArray(), value => Assert.Equal(0.05f, MathF.Abs(value), 1e-5f));
    }

    [Fact]
    public void Lookahead_EveryTwoSteps_GoesHalfOfTheWay()
    {
        var net = new Linear(1, 1, bias: false);
        var optimizer = new Lookahead(net, new Sgd(net, 1), every: 2);

        // The weights may come after the optimiser: the slow ones begin at them.
        net.Weight.Load(w => w[0] = 10);
        float[] expected = [9, 9, 8, 8];
        foreach (var weight in expected)
        {
            using (var tape = new Tape())
            {
                net.Forward(Tensor.Full([1, 1], 1)).Backward();
            }

            optimizer.Step();
            Assert.Equal(weight, net.Weight.Value.Item());
        }

        Assert.Equal(4, optimizer.Steps);
        Assert.Equal(["slow/weight"], optimizer.State().Select(s => s.Name));
        Assert.StartsWith(
            "Lookahead: every is 0, expected at least 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Lookahead(net, new Sgd(net, 1), 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ByNorm_LongGradient_IsShortenedAsPyTorchDoes()
    {
        var net = WithGradient(3, -4);
        Assert.Equal(5, GradientClipping.ByNorm(net, 1), 1e-6);
        Assert.Equal(3 / 5.000001, net.Weight.Grad!.Span[0], 1e-6);
        Assert.Equal(1, GradientClipping.ByNorm(net, 2), 1e-6);
        Assert.Equal(-4 / 5.000001, net.Weight.Grad!.Span[1], 1e-6);
        Assert.Equal(double.NaN, GradientClipping.ByNorm(WithGradient(float.NaN, 1), 1));
        Assert.Equal(0, GradientClipping.ByNorm(new Linear(2, 1), 1));
    }

    [Fact]
    public void ByValue_LargeNumbers_AreCutOff()
    {
        var net = WithGradient(3, -4);
        GradientClipping.ByValue(net, 3.5);
        Assert.Equal([3, -3.5f], net.Weight.Grad!.ToArray());
        GradientClipping.Scale(net, 2);
        Assert.Equal([6, -7], net.Weight.Grad!.ToArray());
        Assert.StartsWith(
            "Gradient clipping: maxValue is 0, expected above 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByValue(net, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightAverage_Updates_FollowTheFormulaAndSwap()
    {
        var net = new Linear(1, 1, bias: false);
        var average = new WeightAverage(net, 0.15);
        average.Swap();
        Assert.False(average.IsSwapped);
        float[] weights = [10, 20, 30];
        foreach (var weight in weights)
        {
            net.Weight.Load(w => w[0] = weight);
            average.Update();
        }

        // 10; then with d = min(0.15, 2/11) 18.5; then 28.275.
        Assert.Equal(28.275f, average.Means().Single().Tensor.Item(), 1e-4f);
        average.Swap();
        Assert.Equal(28.275f, net.Weight.Value.Item(), 1e-4f);
        Assert.Equal([30], average.Newest().Single().Tensor.ToArray());
        Assert.Equal(28.275f, average.Means().Single().Tensor.Item(), 1e-4f);
        Assert.Throws<InvalidOperationException>(average.Update);
        average.Swap();
        Assert.Equal(30, net.Weight.Value.Item());
        Assert.StartsWith(
            "Weight average: decay is 1, expected from 0 to below 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage(net, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_OfAPattern_AreAGroup()
    {
        var net = new Sequential { { "first", new Linear(1, 1) }, { "second", new Linear(1, 1) } };
        Assert.Equal(["first.bias", "second.bias"], net.Parameters("*.bias").Select(p => p.Name));
        Assert.Equal(["first.weight", "first.bias"], net.Parameters("first.*").Select(p => p.Name));
    }

    [Fact]
    public void Step_WeightDecayScale0_DoesNotDecay()
    {
        var net = WithGradient(0, 0);
        net.Bias!.Load(b => b[0] = 5);
        net.Weight.Load(w => (w[0], w[1]) = (1, 1));
        foreach (var (_, parameter) in net.Parameters("*bias"))
        {
            parameter.WeightDecayScale = 0;
        }

        // The bias has a gradient of 1 and no decay, the weights the other way round.
        new Sgd(net, 0.1, weightDecay: 1).Step();
        Assert.Equal(4.9f, net.Bias.Value.Item(), 1e-6f);
        Assert.Equal(0.9f, net.Weight.Value.Span[0], 1e-6f);
        Assert.StartsWith(
            "WeightDecayScale is -1, expected at least 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => net.Bias.WeightDecayScale = -1).Message, StringComparison.Ordinal);
    }

    private static Linear WithGradient(float first, float second)
    {
        var net = new Linear(2, 1);
        net.Bias!.RequiresGrad = first == 0;
        using var tape = new Tape();
        net.Forward(Tensor.From([first, second], [1, 2])).Backward();
        return net;
    }

    // (1 − a)² + 5·(b − a²)², whose gradient is left in the weights.
    private static double Valley(Parameter weight)
    {
        var (a, b) = ((double)weight.Value.Span[0], (double)weight.Value.Span[1]);
        var slope = b - (a * a);
        weight.Value.ReceiveGrad(g => (g[0], g[1]) = ((float)((-2 * (1 - a)) - (20 * a * slope)), (float)(10 * slope)));
        return ((1 - a) * (1 - a)) + (5 * slope * slope);
    }
}
