using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;
using Striate.Tensors;

namespace Striate.Networks.Tests.Layers;

public class ConvolutionTests
{
    // Shapes of PyTorch's parameters, and the words of a summary.
    public static TheoryData<Module, int[], int[], int[], string> Layers() => new()
    {
        { new Conv1d(4, 6, 5, 2, Padding1d.Same, groups: 2), [6, 2, 5], [2, 4, 9], [2, 6, 5], "Conv1d 4 → 6, 5, stride 2, pad same, groups 2" },
        { new Conv2d(3, 8, 3, padding: Padding2d.Same), [8, 3, 3, 3], [2, 3, 5, 7], [2, 8, 5, 7], "Conv2d 3 → 8, 3×3, pad same" },
        { new Conv3d(3, 8, (3, 5, 5), padding: (1, 2, 2), bias: false), [8, 3, 3, 5, 5], [1, 3, 4, 6, 6], [1, 8, 4, 6, 6], "Conv3d 3 → 8, 3×5×5, pad 1×2×2" },
        { new ConvTranspose1d(4, 6, 4, 2, 1, groups: 2), [4, 3, 4], [2, 4, 5], [2, 6, 10], "ConvTranspose1d 4 → 6, 4, stride 2, pad 1, groups 2" },
        { new ConvTranspose2d(8, 4, 3, 2, 1, 1), [8, 4, 3, 3], [2, 8, 5, 7], [2, 4, 10, 14], "ConvTranspose2d 8 → 4, 3×3, stride 2, pad 1" },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Forward_AnyKind_HasPyTorchsShapes(Module layer, int[] weight, int[] input, int[] output, string description)
    {
        var parameters = layer.Parameters().ToList();
        Assert.Equal(weight, parameters[0].Parameter.Shape);
        Assert.All(parameters.Skip(1), p => Assert.Equal(("bias", Shape.Of([output[1]])), (p.Name, p.Parameter.Shape)));
        Assert.Equal(output, layer.Forward(Tensor.Zeros(Shape.Of(input))).Shape);
        Assert.Equal(description, layer.Description);
    }

    // PyTorch's bounds: 1/√fan for weights and biases, the fan of a transposed filter being that of its second axis.
    [Fact]
    public void Initialize_Transposed_StaysWithinPyTorchsBound()
    {
        var layer = new ConvTranspose2d(8, 4, 3);
        layer.Initialize(1);
        var bound = 1 / Math.Sqrt(4 * 9);
        Assert.InRange(layer.Weight.Value.ToArray().Max(), 0.9 * bound, bound);
        Assert.InRange(layer.Bias!.Value.ToArray().Max(), 0, bound);
    }

    // The filter hands on each place, padding included.
    [Theory]
    [InlineData(PadMode.Constant, new float[] { 0, 0, 1, 2, 3, 4, 5, 0, 0 })]
    [InlineData(PadMode.Reflect, new float[] { 3, 2, 1, 2, 3, 4, 5, 4, 3 })]
    [InlineData(PadMode.Replicate, new float[] { 1, 1, 1, 2, 3, 4, 5, 5, 5 })]
    [InlineData(PadMode.Circular, new float[] { 4, 5, 1, 2, 3, 4, 5, 1, 2 })]
    public void PaddingMode_AnyMode_IsWhatLiesAroundTheInput(PadMode mode, float[] expected)
    {
        var layer = new Conv1d(1, 1, 1, padding: 2, bias: false) { PaddingMode = mode };
        layer.Weight.Initializer = Initializer.Ones;
        Assert.Equal(expected, layer.Forward(Tensor.From([1, 2, 3, 4, 5], [1, 1, 5])).ToArray());
    }

    [Fact]
    public void PaddingMode_ImagesAndVolumes_KeepsTheSizeAndTheField()
    {
        var net = new Sequential(new Conv2d(2, 3, (4, 3), padding: Padding2d.Same) { PaddingMode = PadMode.Reflect });
        Assert.Equal([1, 3, 6, 7], net.Forward(Tensor.Zeros([1, 2, 6, 7])).Shape);
        Assert.Equal(new ReceptiveField(4, 1, 0.5), Summary.Of(net, [2, 6, 7]).Rows[^1].Rows);
        var volumes = new Conv3d(2, 3, 3, padding: Padding3d.Same) { PaddingMode = PadMode.Circular };
        Assert.Equal([1, 3, 4, 6, 7], volumes.Forward(Tensor.Zeros([1, 2, 4, 6, 7])).Shape);
    }

    [Fact]
    public void Constructor_NoStrideOrDilation_IsRefusedBeforeThereIsAnInput() => Assert.All(
        new Func<Module>[]
        {
            () => new Conv1d(3, 4, 3, stride: 0), () => new Conv2d(3, 4, 3, stride: 0), () => new Conv2d(3, 4, 3, dilation: (1, 0)), () => new Conv3d(3, 4, 3, stride: (0, 1, 1)),
            () => new ConvTranspose1d(3, 4, 3, stride: 0), () => new ConvTranspose2d(3, 4, 3, dilation: 0),
        },
        build => Assert.EndsWith(
            ": channels, sizes, stride and dilation must be at least 1, and groups must divide both channel counts.", Assert.Throws<ShapeException>(build).Message, StringComparison.Ordinal));

    [Fact]
    public void Constructor_NegativePadding_IsRefusedBeforeThereIsAnInput()
    {
        const string Expected = "padding -1: it must be at least 0. To cut the edges off an input, slice it.";
        Assert.All(
            new Func<Module>[]
            {
                () => new Conv1d(3, 5, 3, padding: -1), () => new Conv2d(3, 5, 3, padding: (0, -1)), () => new Conv3d(3, 5, 3, padding: (-1, 0, 0)),
                () => new ConvTranspose2d(3, 5, 3, padding: -1), () => new MaxPool1d(2, padding: (0, -1)), () => new AvgPool2d(2, padding: -1), () => new MaxPool3d(2, padding: -1),
            },
            build => Assert.Equal(Expected, Assert.Throws<ShapeException>(build).Message));
    }

    [Fact]
    public void Forward_OtherChannels_NamesLayerAndFix() => Assert.Equal(
        "Conv1d 4 → 6, 5: input [2, 3, 9] has 3 channels, expected 4. Check the layer before, or build it with inChannels: 3.",
        Assert.Throws<ShapeException>(() => new Conv1d(4, 6, 5).Forward(Tensor.Zeros([2, 3, 9]))).Message);

    [Fact]
    public void Build_GroupsThatDoNotDivide_SaysSo() => Assert.Equal(
        "ConvTranspose2d 4 → 6, 3×3, groups 4: channels, sizes, stride and dilation must be at least 1, and groups must divide both channel counts.",
        Assert.Throws<ShapeException>(() => new ConvTranspose2d(4, 6, 3, groups: 4)).Message);

    [Fact]
    public void DepthwiseSeparable_KnownSizes_CountsItsParameters()
    {
        var layer = new DepthwiseSeparableConv2d(8, 12, 3, 2, 1, depthMultiplier: 2);
        Assert.Equal(["depthwise.weight", "pointwise.weight", "pointwise.bias"], layer.Parameters().Select(p => p.Name));
        Assert.Equal((16 * 9) + (16 * 12) + 12, layer.CountParameters());
        Assert.Equal([1, 12, 4, 4], layer.Forward(Tensor.Zeros([1, 8, 7, 7])).Shape);
    }
}
