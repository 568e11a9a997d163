using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A block of a ResNet: two 3×3 convolutions (basic), or 1×1, 3×3, 1×1 (bottleneck), each with batch normalisation, added to
/// the input. He et al., arXiv:1512.03385; the bottleneck's stride sits at its 3×3, as in torchvision.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, outChannels, H/stride, W/stride].</remarks>
public sealed class ResNetBlock : Module
{
    private readonly Conv2d[] _convs;
    private readonly BatchNorm2d[] _norms;
    private readonly Relu _relu;
    private readonly Sequential? _downsample;

    /// <summary>Builds the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="channels">Filters of the 3×3 convolutions.</param>
    /// <param name="stride">Step of the block.</param>
    /// <param name="bottleneck">Whether the 3×3 convolution sits between two 1×1, the last with four times the filters.</param>
    public ResNetBlock(int inChannels, int channels, int stride, bool bottleneck)
    {
        var outChannels = bottleneck ? channels * 4 : channels;
        (int In, int Out, int Size, int Stride)[] plan = bottleneck
            ? [(inChannels, channels, 1, 1), (channels, channels, 3, stride), (channels, outChannels, 1, 1)]
            : [(inChannels, channels, 3, stride), (channels, channels, 3, 1)];
        _convs = new Conv2d[plan.Length];
        _norms = new BatchNorm2d[plan.Length];
        for (var i = 0; i < plan.Length; i++)
        {
            _convs[i] = Add($"conv{i + 1}", Parts.Convolution(plan[i].In, plan[i].Out, plan[i].Size, plan[i].Stride));
            _norms[i] = Add($"bn{i + 1}", new BatchNorm2d(plan[i].Out));
        }

        _relu = Add("relu", new Relu());
        if (stride != 1 || inChannels != outChannels)
        {
            _downsample = Add("downsample", new Sequential(
                Parts.Convolution(inChannels, outChannels, 1, stride), new BatchNorm2d(outChannels)));
        }
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var y = x;
        for (var i = 0; i < _convs.Length; i++)
        {
            y = _norms[i].Forward(_convs[i].Forward(y));
            y = i < _convs.Length - 1 ? _relu.Forward(y) : y;
        }

        return _relu.Forward(Ops.Add(y, _downsample?.Forward(x) ?? x));
    }
}
