using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Convolution layer: a bank of filters slid over volumes. See <see cref="Ops.Conv3d"/> for the formula.</summary>
/// <remarks>Input [N, inChannels, D, H, W], output [N, outChannels, OD, OH, OW]. Filters are [outChannels, inChannels / groups, KD, KH, KW].</remarks>
public sealed class Conv3d : Convolution
{
    private readonly Size3d _stride, _dilation;
    private readonly Padding3d _padding;
    private readonly int _groups;

    /// <summary>Builds the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Number of filters.</param>
    /// <param name="kernelSize">Depth, height and width of a filter.</param>
    /// <param name="stride">Step of the window; null for 1.</param>
    /// <param name="padding">What is put around the input, zeros unless <see cref="PaddingMode"/> says otherwise: numbers, or <see cref="Padding3d.Same"/>.</param>
    /// <param name="dilation">Distance between a filter's places; null for 1.</param>
    /// <param name="groups">Groups of channels, each with filters of its own; divides both channel counts.</param>
    /// <param name="bias">Whether each filter has a bias.</param>
    /// <exception cref="ShapeException">A size is not positive, or the groups do not divide the channels.</exception>
    public Conv3d(
        int inChannels, int outChannels, Size3d kernelSize, Size3d? stride = null, Padding3d padding = default, Size3d? dilation = null, int groups = 1, bool bias = true)
        : base(
            Describe(
                "Conv3d", inChannels, outChannels, $"{kernelSize}", Short(stride ?? 1), $"{padding}", Short(dilation ?? 1), groups),
            inChannels, outChannels, [kernelSize.Depth, kernelSize.Height, kernelSize.Width],
            [(stride ?? 1).Depth, (dilation ?? 1).Depth, (stride ?? 1).Height, (stride ?? 1).Width, (dilation ?? 1).Height, (dilation ?? 1).Width], groups, bias) =>
        (_stride, _padding, _dilation, _groups) = (stride ?? 1, padding, dilation ?? 1, groups);

    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <summary>What the padding is: zeros (the constant), or the input's own numbers in one of the other ways.</summary>
    public PadMode PaddingMode { get; init; }

    private protected override Tensor Convolve(Tensor x)
    {
        if (PaddingMode == PadMode.Constant || x.Shape.Rank != 5)
        {
            return Ops.Conv3d(x, Weight, Bias?.Value, _stride, _padding, _dilation, _groups, Fit);
        }

        var padding = _padding.For(
            (x.Shape[2], x.Shape[3], x.Shape[4]), (Weight.Shape[2], Weight.Shape[3], Weight.Shape[4]), _stride, _dilation);
        var slice = padding.Slice;
        x = Padded(x, PaddingMode, (padding.Front, padding.Back), (slice.Top, slice.Bottom), (slice.Left, slice.Right));
        return Ops.Conv3d(x, Weight, Bias?.Value, _stride, 0, _dilation, _groups, Fit);
    }
}
