using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What all convolution layers have: a bank of filters, and a bias for each of its outputs.</summary>
public abstract class Convolution : Module
{
    private readonly string _description;
    private readonly int _inChannels, _rank;

    // Filters are [outChannels, inChannels / groups, ...kernel], of a transposed convolution [inChannels, outChannels / groups, ...kernel]. Steps are the stride and the dilation.
    private protected Convolution(string description, int inChannels, int outChannels, ReadOnlySpan<int> kernel, ReadOnlySpan<int> steps, int groups, bool bias, bool transposed = false)
    {
        (_description, _inChannels, _rank) = (description, inChannels, kernel.Length + 2);
        if (inChannels < 1 || outChannels < 1 || groups < 1 || inChannels % groups != 0 || outChannels % groups != 0 || kernel.ContainsAnyInRange(int.MinValue, 0) || steps.ContainsAnyInRange(int.MinValue, 0))
        {
            throw new ShapeException("channels, sizes, stride and dilation must be at least 1, and groups must divide both channel counts.", description);
        }

        var (rows, columns) = transposed ? (inChannels, outChannels / groups) : (outChannels, inChannels / groups);
        Weight = AddParameter("weight", new Parameter([rows, columns, .. kernel], Initializer.FanInUniform, Layout.ChannelsLast));
        var fanIn = (double)Weight.Shape.Size / rows;
        Bias = bias ? AddParameter("bias", new Parameter([outChannels], Initializer.Uniform(1 / Math.Sqrt(fanIn)))) : null;
    }

    /// <summary>Filters, shape [outChannels, inChannels / groups, ...kernelSize], of a transposed convolution [inChannels, outChannels / groups, ...kernelSize].</summary>
    public Parameter Weight { get; }

    /// <summary>Biases, shape [outChannels], or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => _description;

    /// <inheritdoc/>
    protected sealed override Tensor ForwardCore(Tensor x)
    {
        if (x.Shape.Rank == _rank)
        {
            ChannelCheck.Run(x, _inChannels, "inChannels");
        }

        return Convolve(x);
    }

    private protected abstract Tensor Convolve(Tensor x);

    // Padding that is no zeros lies around the input before it is convolved.
    private protected static Tensor Padded(Tensor x, PadMode mode, params ReadOnlySpan<AxisPadding> places) => Ops.Pad(Ops.ToChannelsLast(x), [0, 0, .. places], mode);

    // "Conv2d 6 → 16, 5×5, stride 2, pad 1": what is as usual is left out.
    private protected static string Describe(
        string kind, int inChannels, int outChannels, string kernel, string stride, string padding, string dilation, int groups) =>
        $"{kind} {inChannels} → {outChannels}, {kernel}"
        + (stride == "1" ? "" : $", stride {stride}")
        + (padding == "0" ? "" : $", pad {padding}")
        + (dilation == "1" ? "" : $", dilation {dilation}")
        + (groups == 1 ? "" : $", groups {groups}");

    private protected static string Short(Size2d size) => size.Height == size.Width ? $"{size.Height}" : $"{size}";

    private protected static string Short(Size3d size) => size == size.Depth ? $"{size.Depth}" : $"{size}";
}
