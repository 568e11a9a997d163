using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Convolution layer: a bank of filters slid over images. See <see cref="Ops.Conv2d"/> for the formula.</summary>
/// <remarks>Input [N, inChannels, H, W], output [N, outChannels, OH, OW].</remarks>
public sealed class Conv2d : Module
{
    private readonly Size2d _kernelSize, _stride, _dilation;
    private readonly Padding2d _padding;
    private readonly int _inChannels, _outChannels, _groups;

    /// <summary>Builds the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Number of filters.</param>
    /// <param name="kernelSize">Height and width of a filter.</param>
    /// <param name="stride">Step of the window; null for 1.</param>
    /// <param name="padding">Zeros around the image.</param>
    /// <param name="dilation">Distance between a filter's places; null for 1.</param>
    /// <param name="groups">Groups of channels, each with filters of its own; divides both channel counts.</param>
    /// <param name="bias">Whether each filter has a bias.</param>
    /// <exception cref="ShapeException">A size is not positive, or the groups do not divide the channels.</exception>
    public Conv2d(
        int inChannels, int outChannels, Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null, int groups = 1, bool bias = true)
    {
        (_inChannels, _outChannels, _kernelSize, _groups) = (inChannels, outChannels, kernelSize, groups);
        (_stride, _padding, _dilation) = (stride ?? 1, padding, dilation ?? 1);
        if (inChannels < 1 || outChannels < 1 || groups < 1 || inChannels % groups != 0 || outChannels % groups != 0
            || kernelSize.Height < 1 || kernelSize.Width < 1)
        {
            throw new ShapeException("sizes must be at least 1, and groups must divide both channel counts.", Description);
        }

        var fanIn = inChannels / groups * kernelSize.Height * kernelSize.Width;
        Weight = AddParameter("weight", new Parameter(
            [outChannels, inChannels / groups, kernelSize.Height, kernelSize.Width], Initializer.FanInUniform, Layout.ChannelsLast));
        Bias = bias ? AddParameter("bias", new Parameter([outChannels], Initializer.Uniform(1 / Math.Sqrt(fanIn)))) : null;
    }

    /// <summary>Filters, shape [outChannels, inChannels / groups, KH, KW].</summary>
    public Parameter Weight { get; }

    /// <summary>Biases, shape [outChannels], or null.</summary>
    public Parameter? Bias { get; }

    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description =>
        $"Conv2d {_inChannels} → {_outChannels}, {_kernelSize}"
        + (_stride == 1 ? "" : $", stride {Short(_stride)}")
        + (_padding == 0 ? "" : $", pad {_padding}")
        + (_dilation == 1 ? "" : $", dilation {Short(_dilation)}")
        + (_groups == 1 ? "" : $", groups {_groups}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        if (x.Shape.Rank == 4 && x.Shape[1] != _inChannels)
        {
            throw new ShapeException(
                $"input {x.Shape} has {x.Shape[1]} channels, expected {_inChannels}. "
                + $"Check the layer before, or build it with inChannels: {x.Shape[1]}.");
        }

        return Ops.Conv2d(x, Weight, Bias?.Value, _stride, _padding, _dilation, _groups, Fit);
    }

    private static string Short(Size2d size) => size.Height == size.Width ? $"{size.Height}" : $"{size}";
}
