using Striate.Kernels.Threading;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class SaliencyMethodTests
{
    public static TheoryData<string> Names => [.. SaliencyMethod.All.Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_OneAndTwoThreads_SameBits(string name)
    {
        var method = SaliencyMethod.All.Single(m => m.Name == name);
        var network = Network();
        var question = new SaliencyQuestion(network, Tensor.Normal([1, 1, 20, 20], new Kernels.Rng(4)), 1) { Seed = 3 };
        var before = Workers.Count;
        try
        {
            Workers.Count = 1;
            var one = method.Ask(question).Map.ToArray();
            Workers.Count = 2;
            Assert.Equal(one, method.Ask(question).Map.ToArray());
            Assert.True(name == "deconvolution" || one.Any(value => value != 0));
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Ask_Ended_Throws() => Assert.All(SaliencyMethod.All, method => Assert.Throws<OperationCanceledException>(() =>
        method.Ask(new SaliencyQuestion(Network(), Tensor.Zeros([1, 1, 20, 20]), 0) { Cancel = new CancellationToken(canceled: true) })));

    [Theory]
    [InlineData("smoothgrad")]
    [InlineData("integrated")]
    [InlineData("occlusion")]
    public void Ask_LongMethods_TellHowFarTheyAre(string name)
    {
        var told = new List<double>();
        SaliencyMethod.All.Single(m => m.Name == name).Ask(
            new SaliencyQuestion(Network(), Tensor.Normal([1, 1, 20, 20], new Kernels.Rng(4)), 1) { Progress = told.Add });
        Assert.InRange(told.Count, 2, int.MaxValue);
        Assert.Equal(1, told[^1]);
        Assert.All(told, share => Assert.InRange(share, 0, 1));
    }

    private static Sequential Network()
    {
        var network = new Sequential { new Conv2d(1, 4, 3), new Relu(), new Conv2d(4, 4, 3, stride: 2), new Relu(), new Flatten(), new Linear(4 * 8 * 8, 3) };
        network.Initialize(2);
        return network;
    }
}
