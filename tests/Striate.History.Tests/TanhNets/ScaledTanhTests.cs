using Striate.Tensors;

namespace Striate.History.Tests;

public class ScaledTanhTests
{
    [Fact]
    public void Apply_ToPlusAndMinusOne_GivesThem()
    {
        var y = ScaledTanh.Apply(Tensor.From([-1, 0, 1, 20], [4])).ToArray();
        Assert.Equal(-1, y[0], 1e-4f);
        Assert.Equal(0, y[1], 1e-6f);
        Assert.Equal(1, y[2], 1e-4f);
        Assert.Equal(1.7159f, y[3], 1e-4f);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(0.7)]
    public void Backward_AtAPlace_GivesTheSlope(double place)
    {
        var x = Tensor.From([(float)place], [1]);
        x.RequiresGrad = true;
        using (new Tape(seed: 0))
        {
            Ops.Sum(3 * ScaledTanh.Apply(x)).Backward();
        }

        static double F(double v) => 1.7159 * Math.Tanh(2 * v / 3);
        Assert.Equal(3 * (F(place + 1e-4) - F(place - 1e-4)) / 2e-4, x.Grad!.Item(), 1e-4);
    }
}
