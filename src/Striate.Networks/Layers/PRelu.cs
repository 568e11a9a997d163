using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Rectified linear unit whose slope below 0 is learned, y = x above 0, else slope · x. See <see cref="Ops.PRelu"/>.</summary>
/// <remarks>Input and output [N, C, …]. He et al., arXiv:1502.01852.</remarks>
public sealed class PRelu : Module
{
    private readonly int _channels;

    /// <summary>Builds the layer.</summary>
    /// <param name="channels">Channels of the input for a slope each; 1 for one slope for all.</param>
    /// <param name="slope">The first value of all slopes.</param>
    public PRelu(int channels = 1, double slope = 0.25)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        _channels = channels;
        Weight = AddParameter("weight", new Parameter([channels], new ConstantInitializer((float)slope)));
    }

    /// <summary>Slopes, shape [C] or [1].</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"PRelu {_channels}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        if (_channels > 1 && x.Shape.Rank >= 2 && x.Shape[1] != _channels)
        {
            throw new ShapeException(
                $"input {x.Shape} has {x.Shape[1]} channels, expected {_channels}. "
                + $"Check the layer before, or build it with channels: {x.Shape[1]}.");
        }

        return Ops.PRelu(x, Weight);
    }
}
