using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The networks that the library knows by name.</summary>
public static class ModelCatalog
{
    private static readonly Shape ImageNet = [3, 224, 224];
    private static readonly Shape Cifar = [3, 32, 32];
    private static readonly Shape Digits = [1, 28, 28];

    /// <summary>All of them, from the smallest family to the largest.</summary>
    public static IReadOnlyList<ModelInfo> All { get; } =
    [
        new("lenet5", Digits, 10, "LeCun et al., 1998", (classes, input) => new LeNet5(classes, input[0])),
        new("lenet5_wide", Digits, 10, "after LeCun et al., 1998", (classes, input) => new WideLeNet5(classes, input[0])),
        new("digitnet", Digits, 10, "in the manner of arXiv:1409.1556", (classes, input) => new DigitNet(classes, input[0])),
        new("lecturenet", Cifar, 10, "CS231n, lecture 5", (classes, input) => new LectureNet(classes, input[0], input[1])),
        new("airbench", Cifar, 10, "arXiv:2404.00498", (classes, input) => new Airbench(classes, input[0], input[1])),
        .. new[] { 20, 32, 44, 56, 110 }.Select(depth => new ModelInfo(
            $"cifar_resnet{depth}", Cifar, 10, "arXiv:1512.03385", (classes, input) => new CifarResNet(depth, classes, input[0]))),
        .. new[] { "1_0", "1_1" }.Select(version => new ModelInfo(
            $"squeezenet{version}", ImageNet, 1000, "arXiv:1602.07360", (classes, input) => new SqueezeNet(version, classes, input[0]))),
        new("mobilenet_v2", ImageNet, 1000, "arXiv:1801.04381", (classes, input) => new MobileNetV2(classes, input[0])),
        .. new[] { 18, 34, 50 }.Select(depth => new ModelInfo(
            $"resnet{depth}", ImageNet, 1000, "arXiv:1512.03385", (classes, input) => new ResNet(depth, classes, input[0]))),
        new("alexnet", ImageNet, 1000, "arXiv:1404.5997", (classes, input) => new AlexNet(classes, input[0])),
        .. new[] { 11, 13, 16, 19 }.SelectMany(depth => new[] { false, true }.Select(batchNorm => new ModelInfo(
            $"vgg{depth}{(batchNorm ? "_bn" : "")}", ImageNet, 1000, "arXiv:1409.1556",
            (classes, input) => new Vgg(depth, batchNorm, classes, input[0])))),
    ];

    /// <summary>Finds a network by its name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The network, or null.</returns>
    public static ModelInfo? Find(string name) => All.FirstOrDefault(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
