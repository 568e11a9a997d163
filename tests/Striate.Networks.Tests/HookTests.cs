using Striate.Kernels;
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
    public void AddHook_ThatThrows_LeavesNothingBehind()
    {
        var net = new Sequential(new Relu(), new Tanh());
        var x = Tensor.From([-1, 2], [1, 2]);
        using var tape = new Tape();
        Assert.Throws<TimeoutException>(() =>
        {
            using var hook = net[1].AddHook((_, _) => throw new TimeoutException());
            net.Forward(x);
        });

        Assert.All(net.Modules(), module => Assert.Equal(0, module.HookCount));
        Assert.Null(tape.Layer);
        Assert.Equal(MathF.Tanh(2), net.Forward(x).ToArray()[1], 1e-6f);
    }

    [Fact]
    public void FeaturesAndProbe_NetworkThrows_HooksAreGone()
    {
        var net = new Sequential(new Relu(), new Linear(2, 3), new Linear(4, 2));
        var x = Tensor.From([-1, 2], [1, 2]);
        Assert.Throws<ShapeException>(() => Features.Of(net, x, "0", "1"));
        Assert.All(net.Modules(), module => Assert.Equal(0, module.HookCount));

        using (var probe = new Probe(net, "0", "2"))
        {
            Assert.Throws<ShapeException>(() => probe.Run(x));
        }

        Assert.All(net.Modules(), module => Assert.Equal(0, module.HookCount));
    }

    [Fact]
    public void AddHook_TakesItselfOff_OthersOfTheRunStillLook()
    {
        var net = new Relu();
        var seen = new List<int>();
        IDisposable? first = null;
        first = net.AddHook((_, y) =>
        {
            seen.Add(1);
            first!.Dispose();
            return y;
        });
        using var second = net.AddHook((_, y) =>
        {
            seen.Add(2);
            return y;
        });
        net.Forward(Tensor.From([1], [1]));
        net.Forward(Tensor.From([1], [1]));
        Assert.Equal([1, 2, 2], seen);
    }

    [Fact]
    public void AddHook_SameTwice_DisposingOneTwiceLeavesTheOther()
    {
        var net = new Relu();
        var seen = 0;
        Hook hook = (_, y) =>
        {
            seen++;
            return y;
        };
        using var other = net.AddHook(hook);
        var one = net.AddHook(hook);
        one.Dispose();
        one.Dispose();
        net.Forward(Tensor.From([1], [1]));
        Assert.Equal(1, seen);
    }

    [Fact]
    public void AddHook_GivesNothing_SaysSo()
    {
        var net = new Sequential(new Relu());
        using var hook = net[0].AddHook((_, _) => null!);
        var error = Assert.Throws<InvalidOperationException>(() => net.Forward(Tensor.From([1], [1])));
        Assert.Equal("0 (Relu): a hook gave nothing. Have it return the output, or what takes its place.", error.Message);
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
