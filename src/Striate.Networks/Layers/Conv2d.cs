using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Convolution layer: a bank of filters slid over images. See <see cref="Ops.Conv2d"/> for the formula.</summary>
/// <remarks>Input [N, inChannels, H, W], output [N, outChannels, OH, OW]. Filters are [outChannels, inChannels / groups, KH, KW].</remarks>
public sealed class Conv2d : Convolution
{
    private readonly Size2d _stride, _dilation;
    private readonly Padding2d _padding;
    private readonly int _groups;

    /// <summary>Builds the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Number of filters.</param>
    /// <param name="kernelSize">Height and width of a filter.</param>
    /// <param name="stride">Step of the window; null for 1.</param>
    /// <param name="padding">What is put around the input, zeros unless <see cref="PaddingMode"/> says otherwise: numbers, or <see cref="Padding2d.Same"/>.</param>
    /// <param name="dilation">Distance between a filter's places; null for 1.</param>
    /// <param name="groups">Groups of channels, each with filters of its own; divides both channel counts.</param>
    /// <param name="bias">Whether each filter has a bias.</param>
    /// <exception cref="ShapeException">A size is not positive, or the groups do not divide the channels.</exception>
    public Conv2d(
        int inChannels, int outChannels, Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null, int groups = 1, bool bias = true)
        : base(
            Describe(
                "Conv2d", inChannels, outChannels, $"{kernelSize}", Short(stride ?? 1), $"{padding}", Short(dilation ?? 1), groups),
            inChannels, outChannels, [kernelSize.Height, kernelSize.Width],
            [(stride ?? 1).Height, (stride ?? 1).Width, (dilation ?? 1).Height, (dilation ?? 1).Width], groups, bias) =>
        (_stride, _padding, _dilation, _groups) = (stride ?? 1, padding, dilation ?? 1, groups);

    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <summary>What the padding is: zeros (the constant), or the input's own numbers in one of the other ways.</summary>
    public PadMode PaddingMode { get; init; }

    private protected override Tensor Convolve(Tensor x)
    {
        if (PaddingMode == PadMode.Constant || x.Shape.Rank != 4)
        {
            return Ops.Conv2d(x, Weight, Bias?.Value, _stride, _padding, _dilation, _groups, Fit);
        }

        var padding = _padding.For((x.Shape[2], x.Shape[3]), (Weight.Shape[2], Weight.Shape[3]), _stride, _dilation);
        x = Padded(x, PaddingMode, (padding.Top, padding.Bottom), (padding.Left, padding.Right));
        return Ops.Conv2d(x, Weight, Bias?.Value, _stride, 0, _dilation, _groups, Fit);
    }
}
