using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Transposed convolution layer: enlarges images by its stride. See <see cref="Ops.ConvTranspose2d"/> for the formula.</summary>
/// <remarks>Input [N, inChannels, H, W], output [N, outChannels, OH, OW]. Filters are [inChannels, outChannels / groups, KH, KW].</remarks>
public sealed class ConvTranspose2d : Convolution
{
    private readonly Size2d _stride, _outputPadding, _dilation;
    private readonly Padding2d _padding;
    private readonly int _groups;

    /// <summary>Builds the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Height and width of a filter.</param>
    /// <param name="stride">Step of the window over the output; null for 1.</param>
    /// <param name="padding">Rows and columns cut off the output, in numbers.</param>
    /// <param name="outputPadding">Rows and columns more at the far ends, less than the stride; null for none.</param>
    /// <param name="groups">Groups of channels, each with filters of its own; divides both channel counts.</param>
    /// <param name="bias">Whether each channel of the output has a bias.</param>
    /// <param name="dilation">Distance between a filter's places; null for 1.</param>
    /// <exception cref="ShapeException">A size is not positive, or the groups do not divide the channels.</exception>
    public ConvTranspose2d(
        int inChannels, int outChannels, Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? outputPadding = null, int groups = 1, bool bias = true, Size2d? dilation = null)
        : base(
            Describe(
                "ConvTranspose2d", inChannels, outChannels, $"{kernelSize}", Short(stride ?? 1), $"{padding}", Short(dilation ?? 1), groups),
            inChannels, outChannels, [kernelSize.Height, kernelSize.Width],
            [(stride ?? 1).Height, (stride ?? 1).Width, (dilation ?? 1).Height, (dilation ?? 1).Width], groups, bias, transposed: true) =>
        (_stride, _padding, _outputPadding, _dilation, _groups) = (stride ?? 1, padding, outputPadding ?? 0, dilation ?? 1, groups);

    private protected override Tensor Convolve(Tensor x) =>
        Ops.ConvTranspose2d(x, Weight, Bias?.Value, _stride, _padding, _outputPadding, _groups, _dilation);
}
