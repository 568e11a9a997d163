using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>SqueezeNet 1.0.</summary>
internal sealed class SqueezeNet : Block
{
    private readonly Module<Tensor, Tensor> _features, _classifier;

    public SqueezeNet()
        : base(nameof(SqueezeNet))
    {
        _features = Add("features", Sequential(
            Conv2d(3, 96, 7, stride: 2),
            ReLU(inplace: true),
            MaxPool2d(3, stride: 2, ceil_mode: true),
            new Fire(96, 16, 64),
            new Fire(128, 16, 64),
            new Fire(128, 32, 128),
            MaxPool2d(3, stride: 2, ceil_mode: true),
            new Fire(256, 32, 128),
            new Fire(256, 48, 192),
            new Fire(384, 48, 192),
            new Fire(384, 64, 256),
            MaxPool2d(3, stride: 2, ceil_mode: true),
            new Fire(512, 64, 256)));
        _classifier = Add("classifier", Sequential(Identity(), Conv2d(512, 1000, 1), ReLU(inplace: true), AdaptiveAvgPool2d(1)));
    }

    public override Tensor forward(Tensor input) => _classifier.forward(_features.forward(input)).flatten(1);
}
