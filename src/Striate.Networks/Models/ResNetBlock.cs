using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A block of a ResNet: two 3×3 convolutions (basic), or 1×1, 3×3, 1×1 (bottleneck), each with batch normalisation, added to
/// the input. He et al., arXiv:1512.03385; the bottleneck's stride sits at its 3×3, as in torchvision.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, channels, H/stride, W/stride], rounded up, with a bottleneck [N, 4·channels, H/stride, W/stride].</remarks>
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
    /// <param name="groups">Groups of a bottleneck's 3×3 convolution.</param>
    /// <param name="widthPerGroup">Filters of a group of a bottleneck, where <paramref name="channels"/> is 64; in proportion otherwise.</param>
    /// <param name="dilation">Distance between the places of a bottleneck's 3×3 filters.</param>
    public ResNetBlock(int inChannels, int channels, int stride, bool bottleneck, int groups = 1, int widthPerGroup = 64, int dilation = 1)
    {
        var (outChannels, width) = bottleneck ? (channels * 4, channels * widthPerGroup / 64 * groups) : (channels, channels);
        _convs = bottleneck
            ?
            [
                Parts.Convolution(inChannels, width, 1),
                Parts.Convolution(width, width, 3, stride, groups, dilation),
                Parts.Convolution(width, outChannels, 1),
            ]
            : [Parts.Convolution(inChannels, width, 3, stride), Parts.Convolution(width, width, 3)];
        _norms = new BatchNorm2d[_convs.Length];
        for (var i = 0; i < _convs.Length; i++)
        {
            Add($"conv{i + 1}", _convs[i]);
            _norms[i] = Add($"bn{i + 1}", new BatchNorm2d(_convs[i].Weight.Shape[0]));
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
