using Striate.Networks;
using Striate.Tensors;
using Striate.Versus.Contenders;
using Peer = Striate.Versus.Libtorch.Networks;

namespace Striate.Versus.Cases;

/// <summary>The networks that both sides build.</summary>
internal static class Pairs
{
    private static readonly Shape Picture = [3, 224, 224];
    private static readonly Shape SmallPicture = [3, 32, 32];

    public static NetworkPair LeNet5 { get; } = new("lenet5", [1, 28, 28], 10, () => new LeNet5(), () => new Peer.LeNet5());

    public static NetworkPair VggLike { get; } = new("vgglike-cifar", SmallPicture, 10, Networks.VggLike.Create, Peer.VggLike.Create);

    public static NetworkPair CifarResNet18 { get; } =
        new("resnet18-cifar", SmallPicture, 10, Networks.CifarResNet18.Create, () => new Peer.ResNet18(isForCifar: true));

    public static NetworkPair ResNet18 { get; } = new("resnet18", Picture, 1000, () => new ResNet(18), () => new Peer.ResNet18(isForCifar: false));

    public static NetworkPair AlexNet { get; } = new("alexnet", Picture, 1000, () => new AlexNet(), () => new Peer.AlexNet());

    public static NetworkPair Vgg11WithBatchNorm { get; } =
        new("vgg11_bn", Picture, 1000, () => new Vgg(11, batchNorm: true), Peer.Vgg.Vgg11WithBatchNorm);

    public static NetworkPair Vgg16 { get; } = new("vgg16", Picture, 1000, () => new Vgg(16), Peer.Vgg.Vgg16);

    public static NetworkPair MobileNetV2 { get; } = new("mobilenet_v2", Picture, 1000, () => new MobileNetV2(), () => new Peer.MobileNetV2());

    public static NetworkPair SqueezeNet { get; } = new("squeezenet1_0", Picture, 1000, () => new SqueezeNet("1_0"), () => new Peer.SqueezeNet());
}
