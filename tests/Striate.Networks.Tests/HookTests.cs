using Striate.Tensors;

namespace Striate.Networks.Tests;

public class HookTests
{
    [Fact]
    public void AddHook_SeesInputAndOutput_AndItsAnswerIsWhatComesOut()
    {
        var net = new Sequential(new Relu(), new Tanh());
        var x = Tensor.From([-1, 2], [1, 2]);
        var seen = new List<float[]>();
        using (net[0].AddHook((input, output) =>
        {
            seen.AddRange(input.ToArray(), output.ToArray());
            return Ops.Negate(output);
        }))
        using (net[0].AddHook((_, output) => Ops.Multiply(output, Tensor.Full([1, 2], 3))))
        {
            Assert.Equal(MathF.Tanh(-6), net.Forward(x).ToArray()[1], 1e-6f);
        }

        Assert.Equal([[-1, 2], [0, 2]], seen);
        Assert.Equal(MathF.Tanh(2), net.Forward(x).ToArray()[1], 1e-6f);
    }

    [Fact]
    public void AtRest_GivesOnlyGradientsOfTheInput_AndPutsBackWhatWas()
    {
        var net = new Sequential(new Conv2d(1, 2, 3), new BatchNorm2d(2), new Dropout(0.5));
        net[2].Eval();
        net.Parameters("0.bias").Single().Parameter.RequiresGrad = false;
        var x = Tensor.Full([1, 1, 4, 4], 1);
        x.RequiresGrad = true;
        using (new AtRest(net))
        using (new Tape())
        {
            Assert.All(net.Modules(), module => Assert.False(module.IsTraining));
            Ops.Sum(net.Forward(x)).Backward();
        }

        Assert.NotNull(x.Grad);
        Assert.All(net.Parameters(), p => Assert.Null(p.Parameter.Grad));
        Assert.Equal([true, true, false], new[] { net, net[1], net[2] }.Select(module => module.IsTraining));
        Assert.Equal(["0.bias"], net.Parameters().Where(p => !p.Parameter.RequiresGrad).Select(p => p.Name));
    }
}
