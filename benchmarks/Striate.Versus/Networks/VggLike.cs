using Striate.Networks;

namespace Striate.Versus.Networks;

/// <summary>A small net for the pictures of CIFAR after VGG, with batch normalisation.</summary>
internal static class VggLike
{
    public static Module Create() => new Sequential
    {
        { "conv1", new Conv2d(3, 32, 3, padding: 1) }, { "bn1", new BatchNorm2d(32) }, { "relu1", new Relu() },
        { "conv2", new Conv2d(32, 32, 3, padding: 1) }, { "bn2", new BatchNorm2d(32) }, { "relu2", new Relu() },
        { "pool2", new MaxPool2d(2) },
        { "conv3", new Conv2d(32, 64, 3, padding: 1) }, { "bn3", new BatchNorm2d(64) }, { "relu3", new Relu() },
        { "conv4", new Conv2d(64, 64, 3, padding: 1) }, { "bn4", new BatchNorm2d(64) }, { "relu4", new Relu() },
        { "pool4", new MaxPool2d(2) },
        { "flatten", new Flatten() },
        { "fc1", new Linear(64 * 8 * 8, 256) }, { "relu5", new Relu() },
        { "fc2", new Linear(256, 10) },
    };
}
