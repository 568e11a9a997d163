using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>A basic block of a ResNet.</summary>
internal sealed class ResNetBlock : Block
{
    private readonly Module<Tensor, Tensor> _conv1, _bn1, _conv2, _bn2;
    private readonly Module<Tensor, Tensor>? _downsample;

    public ResNetBlock(int inChannels, int channels, int stride)
        : base(nameof(ResNetBlock))
    {
        _conv1 = Add("conv1", Conv2d(inChannels, channels, 3, stride: stride, padding: 1L, bias: false));
        _bn1 = Add("bn1", BatchNorm2d(channels));
        _conv2 = Add("conv2", Conv2d(channels, channels, 3, padding: 1L, bias: false));
        _bn2 = Add("bn2", BatchNorm2d(channels));
        _downsample = stride == 1
            ? null
            : Add("downsample", Sequential(Conv2d(inChannels, channels, 1, stride: stride, bias: false), BatchNorm2d(channels)));
    }

    public override Tensor forward(Tensor input)
    {
        var y = _bn1.forward(_conv1.forward(input)).relu_();
        y = _bn2.forward(_conv2.forward(y));
        return y.add_(_downsample?.forward(input) ?? input).relu_();
    }
}
