using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// How different two images look to a network that knows images: the mean squared difference of its features, summed over some of its
/// layers. Johnson, Alahi and Fei-Fei, arXiv:1603.08155.
/// </summary>
/// <example><code>
/// var loss = new PerceptualLoss(vgg, "features.8", "features.15");
/// loss.Of(picture, photo).Backward();
/// </code></example>
public sealed class PerceptualLoss : TargetLoss
{
    private readonly Module _network;
    private readonly string[] _layers;

    /// <summary>Prepares the network: it is frozen, and no longer learning.</summary>
    /// <param name="network">The network that looks at the images.</param>
    /// <param name="layers">Full names of its layers whose outputs are compared, at least one.</param>
    /// <exception cref="ArgumentException">No layers, or one that the network does not have.</exception>
    public PerceptualLoss(Module network, params IReadOnlyList<string> layers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfZero(layers.Count, nameof(layers));
        Features.Check(network, layers);
        (_network, _layers) = (network.Eval(), [.. layers]);
        foreach (var (_, parameter) in network.Parameters())
        {
            parameter.RequiresGrad = false;
        }
    }

    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets)
    {
        var pairs = Features.Of(_network, outputs, _layers).Zip(Features.Of(_network, targets, _layers), (x, t) => Ops.MeanSquared(x, t));
        return pairs.Aggregate(Ops.Add);
    }
}
