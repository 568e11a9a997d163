using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Deals the channels of groups out in turn. See <see cref="Ops.ChannelShuffle"/>.</summary>
/// <remarks>Input and output [N, C, H, W]. Zhang et al., ShuffleNet, arXiv:1707.01083.</remarks>
/// <param name="groups">Groups of channels, a divisor of C.</param>
public sealed class ChannelShuffle(int groups) : Module
{
    /// <inheritdoc/>
    public override string Description => $"ChannelShuffle of {groups} groups";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.ChannelShuffle(x, groups);
}
