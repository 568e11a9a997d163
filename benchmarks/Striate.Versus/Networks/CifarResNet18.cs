using Striate.Networks;

namespace Striate.Versus.Networks;

/// <summary>ResNet-18 for the pictures of CIFAR: a stem of 3×3 at full size and no pooling, ten classes, else the same.</summary>
internal static class CifarResNet18
{
    public static Module Create() => new Sequential
    {
        { "conv1", new Conv2d(3, 64, 3, padding: 1, bias: false) },
        { "bn1", new BatchNorm2d(64) },
        { "relu", new Relu() },
        { "layer1", Layer(64, 64, 1) },
        { "layer2", Layer(64, 128, 2) },
        { "layer3", Layer(128, 256, 2) },
        { "layer4", Layer(256, 512, 2) },
        { "avgpool", new GlobalAvgPool2d() },
        { "flatten", new Flatten() },
        { "fc", new Linear(512, 10) },
    };

    private static Sequential Layer(int inChannels, int channels, int stride) => new(
        new ResNetBlock(inChannels, channels, stride, bottleneck: false),
        new ResNetBlock(channels, channels, 1, bottleneck: false));
}
