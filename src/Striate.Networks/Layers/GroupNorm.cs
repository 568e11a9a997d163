using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Group normalisation. See <see cref="Ops.GroupNorm"/> for the formula.</summary>
/// <remarks>Input and output [N, C, ...]. Wu and He, arXiv:1803.08494.</remarks>
public sealed class GroupNorm : Module
{
    private readonly int _groups, _channels;
    private readonly double _epsilon;

    /// <summary>Builds the layer.</summary>
    /// <param name="groups">Groups that the channels are cut into.</param>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="affine">Whether every channel has a scale and a shift.</param>
    /// <exception cref="ShapeException">The groups do not divide the channels.</exception>
    public GroupNorm(int groups, int channels, double epsilon = 1e-5, bool affine = true)
    {
        (_groups, _channels, _epsilon) = (groups, channels, epsilon);
        if (groups < 1 || channels < 1 || channels % groups != 0)
        {
            throw new ShapeException("groups must be at least 1 and divide the channels.", Description);
        }

        Weight = affine ? AddParameter("weight", new Parameter([channels], Initializer.Ones)) : null;
        Bias = affine ? AddParameter("bias", new Parameter([channels], Initializer.Zeros)) : null;
    }

    /// <summary>Scale γ, shape [C], or null.</summary>
    public Parameter? Weight { get; }

    /// <summary>Shift β, shape [C], or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"GroupNorm {_channels} in {_groups} groups";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        ChannelCheck.Run(x, _channels, "channels");
        return Ops.GroupNorm(x, _groups, Weight?.Value, Bias?.Value, _epsilon);
    }
}
