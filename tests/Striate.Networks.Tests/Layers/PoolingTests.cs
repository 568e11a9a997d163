using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks.Tests.Layers;

public class PoolingTests
{
    public static TheoryData<Module, int[], int[], string> Layers() => new()
    {
        { new MaxPool1d(3, 2, 1), [1, 2, 9], [1, 2, 5], "MaxPool1d 3, stride 2, pad 1" },
        { new MaxPool2d(2, 1, dilation: (2, 3)) { Fit = Fit.Ceiling }, [1, 2, 5, 6], [1, 2, 3, 3], "MaxPool2d 2×2, stride 1, dilation 2×3, rounded up" },
        { new MaxPool1d(2, dilation: 3), [1, 2, 9], [1, 2, 3], "MaxPool1d 2, dilation 3" },
        { new MaxPool3d(2, dilation: 2), [1, 2, 4, 6, 8], [1, 2, 1, 2, 3], "MaxPool3d 2×2×2, dilation 2" },
        { new MaxPool3d(2), [1, 2, 4, 6, 8], [1, 2, 2, 3, 4], "MaxPool3d 2×2×2" },
        { new AvgPool1d(2) { Fit = Fit.Ceiling }, [1, 2, 9], [1, 2, 5], "AvgPool1d 2, rounded up" },
        { new AvgPool3d(3, 2, 1), [1, 2, 4, 6, 8], [1, 2, 2, 3, 4], "AvgPool3d 3×3×3, stride 2, pad 1" },
        { new LpPool1d(2, 3), [1, 2, 9], [1, 2, 3], "LpPool1d p = 2, 3" },
        { new LpPool2d(1.5, 2, 1), [1, 2, 3, 4], [1, 2, 2, 3], "LpPool2d p = 1.5, 2×2, stride 1" },
        { new MaxPool2d(3, 1, Padding2d.Same), [1, 2, 5, 6], [1, 2, 5, 6], "MaxPool2d 3×3, stride 1, pad same" },
        { new AdaptiveAvgPool1d(4), [1, 2, 9], [1, 2, 4], "AdaptiveAvgPool1d to 4" },
        { new AdaptiveAvgPool3d(1), [1, 2, 4, 6, 8], [1, 2, 1, 1, 1], "AdaptiveAvgPool3d to 1×1×1" },
        { new AdaptiveMaxPool1d(4), [1, 2, 9], [1, 2, 4], "AdaptiveMaxPool1d to 4" },
        { new AdaptiveMaxPool2d((2, 3)), [1, 2, 5, 6], [1, 2, 2, 3], "AdaptiveMaxPool2d to 2×3" },
        { new AdaptiveMaxPool3d(2), [1, 2, 4, 6, 8], [1, 2, 2, 2, 2], "AdaptiveMaxPool3d to 2×2×2" },
        { new GlobalMaxPool2d(), [1, 2, 5, 6], [1, 2, 1, 1], "GlobalMaxPool2d" },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Forward_AnyKind_GivesItsShapeAndWords(Module layer, int[] input, int[] output, string description)
    {
        Assert.Equal(output, layer.Forward(Tensor.Zeros(Shape.Of(input))).Shape);
        Assert.Equal(description, layer.Description);
    }

    public static TheoryData<MaxPool, Func<MaxPool, Module>, int[]> Unpools() => new()
    {
        { new MaxPool1d(2), pool => new MaxUnpool1d((MaxPool1d)pool), [2, 3, 9] },
        { new MaxPool2d(2), pool => new MaxUnpool2d((MaxPool2d)pool), [2, 3, 5, 6] },
        { new MaxPool3d(2), pool => new MaxUnpool3d((MaxPool3d)pool), [2, 3, 4, 5, 6] },
    };

    [Theory]
    [MemberData(nameof(Unpools))]
    public void MaxUnpool_InASequential_PutsMaximaWhereTheyStood(MaxPool pool, Func<MaxPool, Module> unpool, int[] sizes)
    {
        Assert.Null(pool.Places);
        var net = new Sequential(pool, new Relu(), unpool(pool));
        var x = Tensor.From(TrainingReference.Rule(Shape.Of(sizes).Size, 1), Shape.Of(sizes));
        var y = net.Forward(x);
        Assert.Equal(x.Shape, y.Shape);
        var maxima = Ops.Relu(pool.Forward(x)).ToArray();
        var put = y.ToArray().Where(value => value != 0).ToArray();
        Assert.Equal(maxima.Where(value => value != 0).Order(), put.Order());
        Assert.All(x.ToArray().Zip(y.ToArray()), pair => Assert.True(pair.Second == 0 || pair.Second == pair.First));
        Assert.Equal(maxima.Length, pool.Places!.Length);
    }

    [Fact]
    public void MaxUnpool_BeforeItsPool_SaysSo()
    {
        var pool = new MaxPool2d(2);
        Assert.Equal(
            "MaxUnpool2d: MaxPool2d 2×2 has not run yet. It has to run first, in the same pass.",
            Assert.Throws<InvalidOperationException>(() => new MaxUnpool2d(pool).Forward(Tensor.Zeros([1, 1, 2, 2]))).Message);
    }
}
