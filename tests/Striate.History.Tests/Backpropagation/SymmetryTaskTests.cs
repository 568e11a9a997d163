using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History.Tests;

public class SymmetryTaskTests
{
    [Fact]
    public void Learn_FromAStartThatSucceeds_WeightsAreOppositeAboutTheMiddle()
    {
        var task = Enumerable.Range(1, 6).Select(seed => Learned((ulong)seed)).First(task => task.IsLearned);
        Assert.InRange(task.Asymmetry, 0, 0.1);
        for (var unit = 0; unit < 2; unit++)
        {
            var ratios = task.RatiosOf(unit);
            Assert.InRange(ratios[1], 1.6, 2.6);
            Assert.InRange(ratios[2], 3, 5.5);
        }
    }

    [Fact]
    public void Error_IsHalfTheSumOfSquares() =>
        Assert.Equal(0.5f * (0.25f + 1), SigmoidNet.Error(Tensor.From([0.5f, 1], [2, 1]), Tensor.From([0, 2], [2, 1])).Item());

    [Fact]
    public void SigmoidNet_OfTwoLayers_IsTheFormula()
    {
        var net = new SigmoidNet(1, 1, 1);
        foreach (var layer in net.Layers)
        {
            layer.Weight.Load(w => w.Fill(2));
            layer.Bias!.Load(b => b.Fill(-1));
        }

        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        Assert.Equal(Sigmoid((2 * Sigmoid((2 * 0.3) - 1)) - 1), net.Forward(Tensor.From([0.3f], [1, 1])).Item(), 1e-6);
        Assert.Equal("SigmoidNet 1-1-1", net.Description);
        Assert.Throws<ShapeException>(() => net.Forward(Tensor.Zeros([1, 2])));
    }

    private static SymmetryTask Learned(ulong seed)
    {
        var task = new SymmetryTask(seed);
        task.Learn(5000);
        return task;
    }
}
