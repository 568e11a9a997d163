using Striate.Data;
using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History.Tests;

public class TenCropsTests
{
    [Fact]
    public void Of_AnImage_AreCornersMiddleAndTheirMirrorImages()
    {
        var crops = TenCrops.Of(Tensor.From([.. Enumerable.Range(0, 16).Select(i => (float)i)], [1, 1, 4, 4]), 2);
        float[][] expected = [[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15], [5, 6, 9, 10], [1, 0, 5, 4], [3, 2, 7, 6], [9, 8, 13, 12], [11, 10, 15, 14], [6, 5, 10, 9]];
        Assert.Equal(expected, crops.Select(crop => crop.ToArray()));
    }

    [Fact]
    public void Predict_OfAnImage_IsTheMeanOfTheSoftmax()
    {
        var net = new Sequential { new Flatten(), new Linear(4, 3) };
        net.Initialize(1);
        var image = Tensor.Normal([2, 1, 3, 3], new Rng(2));
        var expected = TenCrops.Of(image, 2).Select(crop => Ops.Softmax(net.Forward(crop)).ToArray()).Aggregate((sum, next) => [.. sum.Zip(next, (a, b) => a + b)]);
        Assert.All(expected.Zip(TenCrops.Predict(net, image, 2).ToArray()), pair => Assert.Equal(pair.First / 10, pair.Second, 1e-5f));
    }

    [Fact]
    public void RandomWindow_OfAPicture_IsAPartOfIt()
    {
        var source = new Picture([.. Enumerable.Range(0, 25).Select(i => (byte)i)], 5, 5, 1);
        var (target, seen) = (new Picture(), new HashSet<int>());
        for (var seed = 0UL; seed < 100; seed++)
        {
            new RandomWindow(3).Apply(source, target, new Rng(seed));
            Assert.Equal((3, 3), (target.Height, target.Width));
            Assert.Equal(target[0, 0] + 12, target[2, 2]);
            seen.Add(target[0, 0]);
        }

        Assert.Equal(9, seen.Count);
    }

    [Fact]
    public void RandomWindow_LargerThanThePicture_SaysSo()
    {
        var error = Assert.Throws<ShapeException>(() => new RandomWindow(6).Apply(new Picture(5, 5, 1), new Picture(), new Rng(1)));
        Assert.Equal("RandomWindow of 6 × 6 in a picture of 5 × 5. Bring pictures to a larger size first.", error.Message);
    }
}
