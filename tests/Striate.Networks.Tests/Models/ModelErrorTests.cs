using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Models;

public class ModelErrorTests
{
    private static readonly (Func<Module> Build, string Message)[] Mistakes =
    [
        (() => new ResNet(51), "There is no ResNet of 51 layers here. Take 18, 34, 50, 101 or 152. (Parameter 'depth')"),
        (
            () => new ResNet(18, groups: 32),
            "A ResNet of 18 layers has neither groups nor other widths nor dilation. Take 50, 101 or 152 layers. (Parameter 'depth')"),
        (() => new DenseNet(100), "There is no DenseNet of 100 layers here. Take 121, 161, 169 or 201. (Parameter 'depth')"),
        (() => new CifarDenseNet(101), "A CIFAR DenseNet-BC has 6·n + 4 layers, not 101. Take 40, 100, 190 or 250. (Parameter 'depth')"),
        (() => new EfficientNet(3), "There is no EfficientNet-B3 here. Take 0, 1 or 2. (Parameter 'size')"),
        (() => new MobileNetV3("medium"), "There is no MobileNetV3 medium. Take large or small. (Parameter 'size')"),
        (() => new ShuffleNetV2(0.7), "There is no ShuffleNetV2 of width 0.7 here. Take 0.5, 1, 1.5 or 2. (Parameter 'width')"),
        (
            () => new ShuffleBlock(8, 10, 1),
            "A block of ShuffleNetV2 from 8 to 10 channels with stride 1; the channels must be even, and stay where the stride is 1. "
            + "Give other channels, or a stride of 2. (Parameter 'outChannels')"),
        (() => new ConvNext("base"), "There is no ConvNeXt base here. Take tiny or small. (Parameter 'size')"),
        (() => new WideResNet(29), "A Wide ResNet has 6·n + 4 layers, not 29. Take 16, 22, 28 or 40. (Parameter 'depth')"),
    ];

    [Fact]
    public void UNet_SizeThatCannotBeHalved_SaysWhatFits() => Assert.Equal(
        "UNet: images [1, 3, 24, 32]; height and width must be multiples of 16, for 4 halvings. Resize or pad them.",
        Assert.Throws<ShapeException>(() => new UNet().Forward(Tensor.Zeros([1, 3, 24, 32]))).Message);

    [Fact]
    public void Constructor_NoSuchSize_SaysWhichThereAre() =>
        Assert.All(Mistakes, mistake => Assert.Equal(mistake.Message, Assert.ThrowsAny<ArgumentException>(mistake.Build).Message));
}
