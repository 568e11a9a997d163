using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// The block of a ShuffleNetV2: half of the channels pass as they are, the others go through 1×1 filters, a 3×3 filter for each channel, and
/// 1×1 filters again; the channels of both halves are then put in turn. With a stride both branches see all channels, and the first has
/// filters too. Ma et al., arXiv:1807.11164, figure 3.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, outChannels, H/stride, W/stride], rounded up.</remarks>
public sealed class ShuffleBlock : Module
{
    private readonly Sequential? _branch1;
    private readonly Sequential _branch2;

    /// <summary>Builds the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output, even; as many as the input's where the stride is 1.</param>
    /// <param name="stride">Step of the block.</param>
    /// <exception cref="ArgumentException">Odd channels, or a stride of 1 where the channels change.</exception>
    public ShuffleBlock(int inChannels, int outChannels, int stride)
    {
        if (outChannels % 2 != 0 || (stride == 1 && inChannels != outChannels))
        {
            throw new ArgumentException(
                $"A block of ShuffleNetV2 from {inChannels} to {outChannels} channels with stride {stride}; "
                + "the channels must be even, and stay where the stride is 1. Give other channels, or a stride of 2.", nameof(outChannels));
        }

        var half = outChannels / 2;
        _branch1 = stride == 1 ? null : Add("branch1", new Sequential(
            Convolution(inChannels, inChannels, 3, stride, groups: inChannels), new BatchNorm2d(inChannels),
            Convolution(inChannels, half, 1), new BatchNorm2d(half), new Relu()));
        _branch2 = Add("branch2", new Sequential(
            Convolution(stride == 1 ? half : inChannels, half, 1), new BatchNorm2d(half), new Relu(),
            Convolution(half, half, 3, stride, groups: half), new BatchNorm2d(half),
            Convolution(half, half, 1), new BatchNorm2d(half), new Relu()));
    }

    /// <summary>A convolution without bias, with PyTorch's own first weights.</summary>
    internal static Conv2d Convolution(int inChannels, int outChannels, int size, int stride = 1, int groups = 1) =>
        new(inChannels, outChannels, size, stride, padding: size / 2, groups: groups, bias: false);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        if (_branch1 is not null)
        {
            return Ops.ChannelShuffle(Ops.ConcatChannels(_branch1.Forward(x), _branch2.Forward(x)), 2);
        }

        var halves = Ops.Chunk(x, axis: 1, chunks: 2);
        return Ops.ChannelShuffle(Ops.ConcatChannels(halves[0], _branch2.Forward(halves[1])), 2);
    }
}
