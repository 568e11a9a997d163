using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Convolution layer: a bank of filters slid over signals. See <see cref="Ops.Conv1d"/> for the formula.</summary>
/// <remarks>Input [N, inChannels, L], output [N, outChannels, OL]. Filters are [outChannels, inChannels / groups, K].</remarks>
public sealed class Conv1d : Convolution
{
    private readonly int _stride, _dilation;
    private readonly Padding1d _padding;
    private readonly int _groups;

    /// <summary>Builds the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Number of filters.</param>
    /// <param name="kernelSize">Length of a filter.</param>
    /// <param name="stride">Step of the window.</param>
    /// <param name="padding">What is put around the input, zeros unless <see cref="PaddingMode"/> says otherwise: numbers, or <see cref="Padding1d.Same"/>.</param>
    /// <param name="dilation">Distance between a filter's places.</param>
    /// <param name="groups">Groups of channels, each with filters of its own; divides both channel counts.</param>
    /// <param name="bias">Whether each filter has a bias.</param>
    /// <exception cref="ShapeException">A size is not positive, or the groups do not divide the channels.</exception>
    public Conv1d(
        int inChannels, int outChannels, int kernelSize, int stride = 1, Padding1d padding = default, int dilation = 1, int groups = 1, bool bias = true)
        : base(
            Describe(
                "Conv1d", inChannels, outChannels, $"{kernelSize}", $"{stride}", $"{padding}", $"{dilation}", groups),
            inChannels, outChannels, [kernelSize],
            [stride, dilation], groups, bias) =>
        (_stride, _padding, _dilation, _groups) = (stride, padding, dilation, groups);

    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <summary>What the padding is: zeros (the constant), or the input's own numbers in one of the other ways.</summary>
    public PadMode PaddingMode { get; init; }

    private protected override Tensor Convolve(Tensor x)
    {
        if (PaddingMode == PadMode.Constant || x.Shape.Rank != 3)
        {
            return Ops.Conv1d(x, Weight, Bias?.Value, _stride, _padding, _dilation, _groups, Fit);
        }

        var (_, _, before, after) = _padding.OfRow.For((1, x.Shape[2]), (1, Weight.Shape[2]), (1, _stride), (1, _dilation));
        return Ops.Conv1d(Padded(x, PaddingMode, (before, after)), Weight, Bias?.Value, _stride, 0, _dilation, _groups, Fit);
    }
}
