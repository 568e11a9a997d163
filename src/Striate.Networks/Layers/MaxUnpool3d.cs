using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The way back of a max pooling: each number goes where the maximum stood when the pooling last ran. See <see cref="Ops.MaxUnpool3d"/>.</summary>
/// <remarks>Input [N, C, OD, OH, OW], output [N, C, D, H, W], the size that was pooled. Zeiler and Fergus, arXiv:1311.2901, section 2.1.</remarks>
public sealed class MaxUnpool3d : Module
{
    private readonly MaxPool3d _pool;

    /// <summary>Builds the layer, and has the pooling keep its places.</summary>
    /// <param name="pool">The pooling, which stands elsewhere in the network and runs before.</param>
    public MaxUnpool3d(MaxPool3d pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        (_pool, pool.KeepsPlaces) = (pool, true);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var (places, input) = _pool.Kept(this);
        return Ops.MaxUnpool3d(x, places, (input[2], input[3], input[4]));
    }
}
