using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The networks that the library knows by name.</summary>
public static class ModelCatalog
{
    private static readonly Shape ImageNet = [3, 224, 224];
    private static readonly Shape Cifar = [3, 32, 32];
    private static readonly Shape Digits = [1, 28, 28];

    /// <summary>All of them, from the smallest family to the largest; at the end those that label pixels.</summary>
    public static IReadOnlyList<ModelInfo> All { get; } =
    [
        new("lenet5", Digits, 10, "LeCun et al., 1998", (classes, input) => new LeNet5(classes, input[0])),
        new("lenet5_wide", Digits, 10, "LeCun et al., 1998", (classes, input) => new WideLeNet5(classes, input[0])),
        new("digitnet", Digits, 10, "arXiv:1409.1556", (classes, input) => new DigitNet(classes, input[0])),
        new("lecturenet", Cifar, 10, "CS231n, lecture 5", (classes, input) => new LectureNet(classes, input[0], input[1])),
        new("airbench", Cifar, 10, "arXiv:2404.00498", (classes, input) => new Airbench(classes, input[0], input[1])),
        new("airbench_small", Digits, 10, "arXiv:2404.00498", (classes, input) => new Airbench(classes, input[0], input[1], width: 32)),
        .. new[] { 20, 32, 44, 56, 110 }.Select(depth => new ModelInfo(
            $"cifar_resnet{depth}", Cifar, 10, "arXiv:1512.03385", (classes, input) => new CifarResNet(depth, classes, input[0]))),
        new("cifar_densenet100", Cifar, 10, "arXiv:1608.06993", (classes, input) => new CifarDenseNet(100, 12, classes, input[0])),
        new("nin", Cifar, 10, "arXiv:1312.4400", (classes, input) => new NetworkInNetwork(classes, input[0])),
        new("allconv", Cifar, 10, "arXiv:1412.6806", (classes, input) => new AllConvNet(classes, input[0])),
        new("wrn28_10", Cifar, 10, "arXiv:1605.07146", (classes, input) => new WideResNet(28, 10, classes, input[0])),
        .. new[] { "1_0", "1_1" }.Select(version => new ModelInfo(
            $"squeezenet{version}", ImageNet, 1000, "arXiv:1602.07360", (classes, input) => new SqueezeNet(version, classes, input[0]))),
        new("mobilenet_v2", ImageNet, 1000, "arXiv:1801.04381", (classes, input) => new MobileNetV2(classes, input[0])),
        .. new[] { "small", "large" }.Select(size => new ModelInfo(
            $"mobilenet_v3_{size}", ImageNet, 1000, "arXiv:1905.02244", (classes, input) => new MobileNetV3(size, classes, input[0]))),
        .. new[] { 0.5, 1, 1.5, 2 }.Select(width => new ModelInfo(
            $"shufflenet_v2_x{Tenths(width)}", ImageNet, 1000, "arXiv:1807.11164", (classes, input) => new ShuffleNetV2(width, classes, input[0]))),
        .. new[] { 0.5, 1 }.Select(width => new ModelInfo(
            $"mnasnet{Tenths(width)}", ImageNet, 1000, "arXiv:1807.11626", (classes, input) => new MnasNet(width, classes, input[0]))),
        .. new[] { 224, 240, 260 }.Select((size, b) => new ModelInfo(
            $"efficientnet_b{b}", [3, size, size], 1000, "arXiv:1905.11946", (classes, input) => new EfficientNet(b, classes, input[0]))),
        new("googlenet", ImageNet, 1000, "arXiv:1409.4842", (classes, input) => new GoogLeNet(classes, input[0])),
        new("inception_v3", [3, 299, 299], 1000, "arXiv:1512.00567", (classes, input) => new InceptionV3(classes, input[0])),
        .. new[] { 121, 169, 201, 161 }.Select(depth => new ModelInfo(
            $"densenet{depth}", ImageNet, 1000, "arXiv:1608.06993", (classes, input) => new DenseNet(depth, classes, input[0]))),
        .. new[] { 18, 34, 50, 101, 152 }.Select(depth => new ModelInfo(
            $"resnet{depth}", ImageNet, 1000, "arXiv:1512.03385", (classes, input) => new ResNet(depth, classes, input[0]))),
        new("resnext50_32x4d", ImageNet, 1000, "arXiv:1611.05431", (classes, input) => new ResNet(50, classes, input[0], groups: 32, widthPerGroup: 4)),
        new("wide_resnet50_2", ImageNet, 1000, "arXiv:1605.07146", (classes, input) => new ResNet(50, classes, input[0], widthPerGroup: 128)),
        .. new[] { "tiny", "small" }.Select(size => new ModelInfo(
            $"convnext_{size}", ImageNet, 1000, "arXiv:2201.03545", (classes, input) => new ConvNext(size, classes, input[0]))),
        new("alexnet", ImageNet, 1000, "arXiv:1404.5997", (classes, input) => new AlexNet(classes, input[0])),
        .. new[] { 11, 13, 16, 19 }.SelectMany(depth => new[] { false, true }.Select(batchNorm => new ModelInfo(
            $"vgg{depth}{(batchNorm ? "_bn" : "")}", ImageNet, 1000, "arXiv:1409.1556",
            (classes, input) => new Vgg(depth, batchNorm, classes, input[0])))),
        new("unet", [3, 256, 256], 1, "Buda et al., 2019", (classes, input) => new UNet(classes, input[0])) { LabelsPixels = true },
        .. new[] { 50, 101 }.Select(depth => new ModelInfo(
            $"fcn_resnet{depth}", ImageNet, 21, "arXiv:1411.4038", (classes, input) => new Fcn(depth, classes, input[0])) { LabelsPixels = true }),
    ];

    /// <summary>Finds a network by its name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The network, or null.</returns>
    public static ModelInfo? Find(string name) => All.FirstOrDefault(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds the networks to which a file of weights belongs, by the names and shapes in it; those of the last layer may be of another number of classes.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Those that fit, in the order of <see cref="All"/>; none where the file is of another network, or of another size of images than is usual.</returns>
    public static IReadOnlyList<ModelInfo> Recognize(WeightsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return [.. All.Where(model => WeightsMatch.Of(model.Build(model.Classes, model.Input), file).Fits(model.Head(model.Input).Contains))];
    }

    // "0_5" for 0.5, as torchvision writes it.
    private static string Tenths(double width) => width.ToString("0.0", CultureInfo.InvariantCulture).Replace('.', '_');
}
