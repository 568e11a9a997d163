using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Deals the channels of groups out in turn, so that the next grouped convolution mixes them.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="groups">Groups of channels, a divisor of C.</param>
    /// <returns>The same shape: y[n, k·groups + g, h, w] = x[n, g·C/groups + k, h, w].</returns>
    /// <remarks>Zhang et al., ShuffleNet, arXiv:1707.01083.</remarks>
    /// <exception cref="ShapeException">Not images, or groups do not divide the channels.</exception>
    public static Tensor ChannelShuffle(Tensor x, int groups)
    {
        x = Images(x);
        if (groups < 1 || x.Shape[1] % groups != 0)
        {
            throw new ShapeException($"{x.Shape[1]} channels cannot be shuffled in {groups} groups: groups must divide the channels.");
        }

        var from = Places(x).Split(1, x.Shape[1] / groups).Permute(0, 2, 1, 3, 4);
        return Move("ChannelShuffle", x, from, x.Shape, x.Layout, Places(x).Split(1, groups));
    }
}
