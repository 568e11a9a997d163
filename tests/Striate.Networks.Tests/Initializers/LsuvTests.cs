using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Initializers;

public class LsuvTests
{
    [Fact]
    public void Initialize_DeepNet_GivesEachLayerVariance1()
    {
        var net = Net();
        var images = Tensor.Normal([8, 3, 8, 8], new Rng(1));
        net.Train();
        Lsuv.Initialize(net, images, tolerance: 0.02);
        Assert.True(net.IsTraining);
        net.Eval();
        foreach (var y in Features.Of(net, images, "0", "2", "4", "7"))
        {
            var values = y.ToArray();
            var mean = values.Average();
            Assert.Equal(1, values.Average(v => ((double)v - mean) * (v - mean)), 0.021);
        }

        Assert.All(((Conv2d)net[0]).Bias!.Value.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Initialize_SameSeed_SameWeights()
    {
        var (a, b, images) = (Net(), Net(), Tensor.Normal([4, 3, 8, 8], new Rng(1)));
        Lsuv.Initialize(a, images, seed: 5);
        Lsuv.Initialize(b, images, seed: 5);
        Assert.All(a.Parameters().Zip(b.Parameters()), pair => Assert.Equal(pair.First.Parameter.Value.ToArray(), pair.Second.Parameter.Value.ToArray()));
    }

    [Fact]
    public void Initialize_ImagesOfZeros_NamesTheLayer() => Assert.Equal(
        "LSUV: the outputs of 0 (Conv2d 3 → 8, 3×3, pad 1) have variance 0, which cannot be scaled to 1. Give images that are not all alike.",
        Assert.Throws<ArgumentException>(() => Lsuv.Initialize(Net(), Tensor.Zeros([2, 3, 8, 8]))).Message);

    private static Sequential Net() => new(
        new Conv2d(3, 8, 3, padding: 1), new Relu(), new Conv2d(8, 8, 3, padding: 1), new Relu(), new Conv2d(8, 8, 3, padding: 1), new Relu(), new Flatten(),
        new Linear(512, 4));
}
