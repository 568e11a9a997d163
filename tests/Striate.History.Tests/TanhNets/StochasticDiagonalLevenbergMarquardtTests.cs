using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History.Tests;

public class StochasticDiagonalLevenbergMarquardtTests
{
    // In a chain of single units no terms of two weights are left out, and the curvature is exactly (∂y/∂w)².
    [Fact]
    public void MeasureCurvature_OfAChainOfUnits_IsTheSquaredSlopeOfTheOutput()
    {
        var net = new TestNet(new TableConv2d(ConnectionTable.Full(1, 1), 1), new TableConv2d(ConnectionTable.Full(1, 1), 1), new TableConv2d(ConnectionTable.Full(1, 1), 1));
        net.Initialize(3);
        var x = Tensor.From([0.8f, -1.3f, 0.2f], [3, 1, 1, 1]);
        var rule = new StochasticDiagonalLevenbergMarquardt(net, 1);
        rule.MeasureCurvature(x);
        foreach (var (_, parameter) in net.Parameters())
        {
            const float Step = 1e-2f;
            var kept = parameter.Value.Span[0];
            parameter.Value.Span[0] = kept + Step;
            var above = net.Forward(x).ToArray();
            parameter.Value.Span[0] = kept - Step;
            var below = net.Forward(x).ToArray();
            parameter.Value.Span[0] = kept;
            var expected = above.Zip(below, (a, b) => Math.Pow((a - b) / (2 * Step), 2)).Average();
            Assert.Equal(expected, rule.CurvatureOf(parameter)[0], 1e-3);
        }
    }

    [Fact]
    public void MeasureCurvature_OfSharedKernelsAndABackground_SumsOverTheirPlaces()
    {
        var net = new TestNet(new TableConv2d(ConnectionTable.Full(1, 1), 3, padding: 1, background: -2));
        net.Initialize(3);
        var x = Tensor.Normal([1, 1, 2, 2], new Rng(4));
        var rule = new StochasticDiagonalLevenbergMarquardt(net, 1);
        rule.MeasureCurvature(x);
        var slope = new float[4];
        ScaledTanh.Slope(net.States(x)[1].ToArray(), slope);
        var expected = 0.0;
        for (var place = 0; place < 4; place++)
        {
            // The first of the kernel's nine weights sees what is up and left of a place.
            var seen = place == 3 ? x[0, 0, 0, 0] : -2;
            expected += slope[place] * slope[place] * seen * seen;
        }

        Assert.Equal(expected, rule.CurvatureOf(net.Layers[0].Weight)[0], 1e-4);
        Assert.Equal(slope.Sum(s => s * s), rule.CurvatureOf(net.Layers[0].Bias)[0], 1e-4f);
    }

    [Fact]
    public void Step_WithCurvature_DividesTheRateByIt()
    {
        var net = new TestNet(new TableConv2d(ConnectionTable.Full(1, 1), 1));
        net.Initialize(3);
        var rule = new StochasticDiagonalLevenbergMarquardt(net, 0.1, mu: 0.5);
        var x = Tensor.From([2], [1, 1, 1, 1]);
        rule.MeasureCurvature(x);
        var weight = net.Layers[0].Weight;
        var before = weight.Value.Span[0];
        float gradient;
        using (new Tape(seed: 0))
        {
            Ops.Sum(net.Forward(x)).Backward();
            gradient = weight.Grad!.Span[0];
            rule.Step();
        }

        Assert.Equal(before - (0.1f / (0.5f + rule.CurvatureOf(weight)[0]) * gradient), weight.Value.Span[0], 1e-6f);
        Assert.NotEqual(0, rule.CurvatureOf(weight)[0]);
    }

    [Fact]
    public void Constructor_WithoutMu_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StochasticDiagonalLevenbergMarquardt(new ZipNet(), 0.1, mu: 0));

    private sealed class TestNet : TanhNet
    {
        public TestNet(params ReadOnlySpan<WeightedSum> layers)
        {
            foreach (var layer in layers)
            {
                AddLayer($"{Layers.Count}", layer);
            }
        }

        internal override double CostCurvature => 1;

        public override Tensor Input(Tensor pixels) => pixels;

        protected override Tensor ForwardCore(Tensor x) => States(x)[^1];
    }
}
