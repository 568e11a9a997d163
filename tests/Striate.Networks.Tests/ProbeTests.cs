using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests;

public sealed class ProbeTests
{
    [Fact]
    public void Run_Again_EndsAtTheLayerWithTheSameBits()
    {
        var network = new Sequential { new Conv2d(1, 2, 3), new Relu(), new Conv2d(2, 3, 3) };
        network.Initialize(1);
        var image = Tensor.Normal([1, 1, 8, 8], new Rng(2), Layout.ChannelsLast);
        var expected = Features.Of(network, image, "0")[0].ToArray();
        var later = 0;
        using var hook = network[2].AddHook((_, y) =>
        {
            later++;
            return y;
        });
        using var probe = new Probe(network, "0");

        Assert.Equal(expected, probe.Run(image)[0].ToArray());
        Assert.Equal(1, later);
        Assert.Equal(expected, probe.Run(image)[0].ToArray());
        Assert.Equal(1, later);
    }

    [Fact]
    public void Run_Again_GradientIsThatOfTheWholeRun()
    {
        var network = new Sequential { new Conv2d(1, 2, 3), new Relu(), new Conv2d(2, 3, 3) };
        network.Initialize(1);
        using var probe = new Probe(network, "1");
        var image = Tensor.Normal([1, 1, 8, 8], new Rng(2), Layout.ChannelsLast);
        image.RequiresGrad = true;
        float[] Gradient()
        {
            image.ClearGrad();
            using var tape = new Tape();
            Ops.Sum(probe.Run(image)[0]).Backward();
            return image.Grad!.ToArray();
        }

        var whole = Gradient();
        Assert.Contains(whole, value => value != 0);
        Assert.Equal(whole, Gradient());
    }

    [Fact]
    public void Dispose_NetworkRunsToItsEnd()
    {
        var network = new Sequential { new Relu(), new Flatten() };
        var image = Tensor.Full([1, 1, 2, 2], 1, Layout.ChannelsLast);
        using (var probe = new Probe(network, "0"))
        {
            probe.Run(image);
            probe.Run(image);
        }

        Assert.Equal([1, 4], network.Forward(image).Shape.ToArray());
    }

    [Fact]
    public void Create_NoSuchLayer_Throws() =>
        Assert.Contains("no layer 'x'", Assert.Throws<ArgumentException>(() => new Probe(new Sequential { new Relu() }, "x")).Message, StringComparison.Ordinal);
}
