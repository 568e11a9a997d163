using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>A block of MobileNetV2: 1×1 to more channels, 3×3 for each of them, 1×1 back to fewer.</summary>
internal sealed class InvertedResidual : Block
{
    private readonly Module<Tensor, Tensor> _conv;
    private readonly bool _addsInput;

    public InvertedResidual(int inChannels, int outChannels, int stride, int expansion)
        : base(nameof(InvertedResidual))
    {
        var hidden = inChannels * expansion;
        var layers = new List<Module<Tensor, Tensor>>
        {
            Convolution(hidden, hidden, size: 3, stride, groups: hidden),
            Conv2d(hidden, outChannels, 1, bias: false),
            BatchNorm2d(outChannels),
        };
        if (expansion > 1)
        {
            layers.Insert(0, Convolution(inChannels, hidden));
        }

        _conv = Add("conv", Sequential(layers));
        _addsInput = stride == 1 && inChannels == outChannels;
    }

    /// <summary>A convolution that keeps the size, its batch normalisation and activation.</summary>
    public static Module<Tensor, Tensor> Convolution(int inChannels, int outChannels, int size = 1, int stride = 1, int groups = 1) => Sequential(
        Conv2d(inChannels, outChannels, size, stride: stride, padding: (long)(size / 2), groups: groups, bias: false),
        BatchNorm2d(outChannels),
        ReLU6(inplace: true));

    public override Tensor forward(Tensor input) => _addsInput ? _conv.forward(input).add_(input) : _conv.forward(input);
}
