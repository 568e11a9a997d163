using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Transposed convolution layer: enlarges signals by its stride. See <see cref="Ops.ConvTranspose1d"/> for the formula.</summary>
/// <remarks>Input [N, inChannels, L], output [N, outChannels, OL]. Filters are [inChannels, outChannels / groups, K].</remarks>
public sealed class ConvTranspose1d : Convolution
{
    private readonly int _stride, _outputPadding, _dilation;
    private readonly Padding1d _padding;
    private readonly int _groups;

    /// <summary>Builds the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Length of a filter.</param>
    /// <param name="stride">Step of the window over the output.</param>
    /// <param name="padding">Places cut off the output, in numbers.</param>
    /// <param name="outputPadding">Places more at the far end, less than the stride.</param>
    /// <param name="groups">Groups of channels, each with filters of its own; divides both channel counts.</param>
    /// <param name="bias">Whether each channel of the output has a bias.</param>
    /// <param name="dilation">Distance between a filter's places.</param>
    /// <exception cref="ShapeException">A size is not positive, or the groups do not divide the channels.</exception>
    public ConvTranspose1d(
        int inChannels, int outChannels, int kernelSize, int stride = 1, Padding1d padding = default, int outputPadding = 0, int groups = 1, bool bias = true, int dilation = 1)
        : base(
            Describe(
                "ConvTranspose1d", inChannels, outChannels, $"{kernelSize}", $"{stride}", $"{padding}", $"{dilation}", groups),
            inChannels, outChannels, [kernelSize],
            [stride, dilation], groups, bias, transposed: true) =>
        (_stride, _padding, _outputPadding, _dilation, _groups) = (stride, padding, outputPadding, dilation, groups);

    private protected override Tensor Convolve(Tensor x) =>
        Ops.ConvTranspose1d(x, Weight, Bias?.Value, _stride, _padding, _outputPadding, _groups, _dilation);
}
