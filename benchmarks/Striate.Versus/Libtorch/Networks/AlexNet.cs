using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>AlexNet.</summary>
internal sealed class AlexNet : Block
{
    private readonly Module<Tensor, Tensor> _features, _avgpool, _classifier;

    public AlexNet()
        : base(nameof(AlexNet))
    {
        _features = Add("features", Sequential(
            Conv2d(3, 64, 11, stride: 4, padding: 2L),
            ReLU(inplace: true),
            MaxPool2d(3, stride: 2),
            Conv2d(64, 192, 5, padding: 2L),
            ReLU(inplace: true),
            MaxPool2d(3, stride: 2),
            Conv2d(192, 384, 3, padding: 1L),
            ReLU(inplace: true),
            Conv2d(384, 256, 3, padding: 1L),
            ReLU(inplace: true),
            Conv2d(256, 256, 3, padding: 1L),
            ReLU(inplace: true),
            MaxPool2d(3, stride: 2)));
        _avgpool = Add("avgpool", AdaptiveAvgPool2d(6));
        _classifier = Add("classifier", Sequential(
            Identity(),
            Linear(256 * 6 * 6, 4096),
            ReLU(inplace: true),
            Identity(),
            Linear(4096, 4096),
            ReLU(inplace: true),
            Linear(4096, 1000)));
    }

    public override Tensor forward(Tensor input) => _classifier.forward(_avgpool.forward(_features.forward(input)).flatten(1));
}
