using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>ResNet-18, for pictures of 224×224 or, with a stem of 3×3 at full size and no pooling, for those of CIFAR.</summary>
internal sealed class ResNet18 : Block
{
    private readonly Module<Tensor, Tensor> _conv1, _bn1, _fc, _avgpool;
    private readonly Module<Tensor, Tensor>? _maxpool;
    private readonly List<Module<Tensor, Tensor>> _layers = [];

    /// <summary>Builds the network.</summary>
    /// <param name="isForCifar">Whether it takes small pictures, of ten classes.</param>
    public ResNet18(bool isForCifar)
        : base(nameof(ResNet18))
    {
        _conv1 = Add("conv1", isForCifar ? Conv2d(3, 64, 3, padding: 1L, bias: false) : Conv2d(3, 64, 7, stride: 2, padding: 3L, bias: false));
        _bn1 = Add("bn1", BatchNorm2d(64));
        _maxpool = isForCifar ? null : Add("maxpool", MaxPool2d(3, stride: 2, padding: 1));
        var channels = 64;
        for (var layer = 0; layer < 4; layer++)
        {
            var width = 64 << layer;
            _layers.Add(Add($"layer{layer + 1}", Sequential(new ResNetBlock(channels, width, layer == 0 ? 1 : 2), new ResNetBlock(width, width, 1))));
            channels = width;
        }

        _avgpool = Add("avgpool", AdaptiveAvgPool2d(1));
        _fc = Add("fc", Linear(512, isForCifar ? 10 : 1000));
    }

    public override Tensor forward(Tensor input)
    {
        var x = _bn1.forward(_conv1.forward(input)).relu_();
        x = _maxpool?.forward(x) ?? x;
        foreach (var layer in _layers)
        {
            x = layer.forward(x);
        }

        return _fc.forward(_avgpool.forward(x).flatten(1));
    }
}
