using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// The shortcut that needs no parameters: of each channel every stride-th pixel, and channels of zeros before and after, as many
/// on either side. Option A of He et al., arXiv:1512.03385.
/// </summary>
/// <remarks>Input [N, inChannels, H, W], output [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉].</remarks>
/// <param name="inChannels">Channels of the input.</param>
/// <param name="outChannels">Channels of the output, at least as many.</param>
/// <param name="stride">Step from pixel to pixel.</param>
public sealed class PaddedShortcut(int inChannels, int outChannels, int stride) : Module
{
    private readonly int _added = outChannels >= inChannels
        ? outChannels - inChannels
        : throw new ArgumentOutOfRangeException(nameof(outChannels), $"PaddedShortcut: outChannels is {outChannels}, expected at least inChannels {inChannels}.");

    /// <inheritdoc/>
    public override string Description => $"PaddedShortcut {inChannels} → {outChannels}, stride {stride}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        // A window of one pixel passes on what it stands on.
        var some = Ops.AvgPool2d(x, kernelSize: 1, stride);
        return Ops.ConcatChannels([.. Zeros(_added / 2), some, .. Zeros(_added - (_added / 2))]);

        Tensor[] Zeros(int channels) => channels == 0
            ? []
            : [Tensor.From([some.Shape[0], channels, some.Shape[2], some.Shape[3]], Layout.ChannelsLast, numbers => numbers.Clear())];
    }
}
