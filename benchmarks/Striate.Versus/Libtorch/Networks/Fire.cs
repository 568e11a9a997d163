using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Striate.Versus.Libtorch.Networks;

/// <summary>A block of SqueezeNet: 1×1 to fewer channels, then 1×1 and 3×3 side by side.</summary>
internal sealed class Fire : Block
{
    private readonly Module<Tensor, Tensor> _squeeze, _expand1x1, _expand3x3;

    public Fire(int inChannels, int squeezed, int expanded)
        : base(nameof(Fire))
    {
        _squeeze = Add("squeeze", Conv2d(inChannels, squeezed, 1));
        _expand1x1 = Add("expand1x1", Conv2d(squeezed, expanded, 1));
        _expand3x3 = Add("expand3x3", Conv2d(squeezed, expanded, 3, padding: 1L));
    }

    public override Tensor forward(Tensor input)
    {
        var x = _squeeze.forward(input).relu_();
        return cat([_expand1x1.forward(x).relu_(), _expand3x3.forward(x).relu_()], 1);
    }
}
