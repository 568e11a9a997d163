using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Layer normalisation over the channels of every place. See <see cref="Ops.LayerNorm2d"/> for the formula.</summary>
/// <remarks>Input and output [N, C, H, W]. Liu et al., arXiv:2201.03545.</remarks>
public sealed class LayerNorm2d : Module
{
    private readonly int _channels;
    private readonly double _epsilon;

    /// <summary>Builds the layer.</summary>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    public LayerNorm2d(int channels, double epsilon = 1e-6)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        (_channels, _epsilon) = (channels, epsilon);
        Weight = AddParameter("weight", new Parameter([channels], Initializer.Ones));
        Bias = AddParameter("bias", new Parameter([channels], Initializer.Zeros));
    }

    /// <summary>Scale γ, shape [C].</summary>
    public Parameter Weight { get; }

    /// <summary>Shift β, shape [C].</summary>
    public Parameter Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"LayerNorm2d {_channels}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        ChannelCheck.Run(x, _channels, "channels");
        return Ops.LayerNorm2d(x, Weight, Bias, _epsilon);
    }
}
