using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks.Tests.Layers;

public class PoolingTests
{
    public static TheoryData<Module, int[], int[], string> Layers() => new()
    {
        { new MaxPool1d(3, 2, 1), [1, 2, 9], [1, 2, 5], "MaxPool1d 3, stride 2, pad 1" },
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
}
