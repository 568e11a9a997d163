using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>The small net after VGG of <see cref="Versus.Networks.VggLike"/>.</summary>
internal static class VggLike
{
    public static Module<Tensor, Tensor> Create() => Sequential(
        ("conv1", Conv2d(3, 32, 3, padding: 1L)), ("bn1", BatchNorm2d(32)), ("relu1", ReLU(inplace: true)),
        ("conv2", Conv2d(32, 32, 3, padding: 1L)), ("bn2", BatchNorm2d(32)), ("relu2", ReLU(inplace: true)),
        ("pool2", MaxPool2d(2)),
        ("conv3", Conv2d(32, 64, 3, padding: 1L)), ("bn3", BatchNorm2d(64)), ("relu3", ReLU(inplace: true)),
        ("conv4", Conv2d(64, 64, 3, padding: 1L)), ("bn4", BatchNorm2d(64)), ("relu4", ReLU(inplace: true)),
        ("pool4", MaxPool2d(2)),
        ("flatten", Flatten()),
        ("fc1", Linear(64 * 8 * 8, 256)), ("relu5", ReLU(inplace: true)),
        ("fc2", Linear(256, 10)));
}
