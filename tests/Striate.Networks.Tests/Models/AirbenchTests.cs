using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Models;

public class AirbenchTests
{
    [Fact]
    public void InitializeFrom_Images_DecidesTheWhiteningAlone()
    {
        var (net, other) = (new Airbench(width: 4), new Airbench(width: 4));
        net.Initialize(1);
        other.InitializeFrom(Images());
        other.Initialize(1);
        Assert.Equal(["whiten.weight"], net.Parameters().Zip(other.Parameters())
            .Where(p => !p.First.Parameter.Value.ToArray().SequenceEqual(p.Second.Parameter.Value.ToArray())).Select(p => p.First.Name));
    }

    [Fact]
    public void Backward_OneStep_LeavesWhiteningAndScalesFrozen()
    {
        var net = new Airbench(width: 4);
        net.InitializeFrom(Images());
        net.Initialize(1);
        using var tape = new Tape();
        Ops.CrossEntropy(net.Forward(Images()), [1, 2, 3, 4]).Backward();
        var frozen = net.Parameters().Where(p => p.Parameter.Grad is null).Select(p => p.Name).ToList();
        Assert.Equal(7, frozen.Count);
        Assert.Equal("whiten.weight", frozen[0]);
        Assert.All(frozen.Skip(1), name => Assert.Equal(1, net.Parameters().First(p => p.Name == name).Parameter.Value.ToArray().Distinct().Single()));
    }

    [Theory]
    [InlineData(25)]
    [InlineData(48)]
    [InlineData(64)]
    public void Forward_OtherSizes_GiveScores(int size)
    {
        var net = new Airbench(classes: 5, inChannels: 1, size, width: 4).Eval();
        Assert.Equal([2, 5], net.Forward(Tensor.Zeros([2, 1, size, size])).Shape);
    }

    [Fact]
    public void Constructor_SmallImages_SaysSo() => Assert.Equal(
        "Airbench: images of 24x24, expected at least 25x25. Give larger ones, or have them enlarged with size: 32.",
        Assert.Throws<ShapeException>(() => new Airbench(size: 24)).Message);

    private static Tensor Images()
    {
        var rng = new Rng(3);
        return Tensor.From(Enumerable.Range(0, 4 * 3 * 32 * 32).Select(_ => rng.NextFloat(-1, 1)).ToArray(), [4, 3, 32, 32]);
    }
}
