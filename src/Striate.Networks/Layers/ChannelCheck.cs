using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The check of a layer that was built for a number of channels.</summary>
internal static class ChannelCheck
{
    /// <param name="x">The input, [N, C, ...]; with fewer axes it is left to the operation.</param>
    /// <param name="channels">The channels that the layer was built for.</param>
    /// <param name="argument">The constructor's argument for them.</param>
    public static void Run(Tensor x, int channels, string argument)
    {
        if (x.Shape.Rank >= 2 && x.Shape[1] != channels)
        {
            throw new ShapeException(
                $"input {x.Shape} has {x.Shape[1]} channels, expected {channels}. "
                + $"Check the layer before, or build it with {argument}: {x.Shape[1]}.");
        }
    }
}
