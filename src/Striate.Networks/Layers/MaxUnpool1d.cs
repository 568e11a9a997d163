using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The way back of a max pooling: each number goes where the maximum stood when the pooling last ran. See <see cref="Ops.MaxUnpool1d"/>.</summary>
/// <remarks>Input [N, C, OL], output [N, C, L], the size that was pooled. Zeiler and Fergus, arXiv:1311.2901, section 2.1.</remarks>
public sealed class MaxUnpool1d : Module
{
    private readonly MaxPool1d _pool;

    /// <summary>Builds the layer, and has the pooling keep its places.</summary>
    /// <param name="pool">The pooling, which stands elsewhere in the network and runs before.</param>
    public MaxUnpool1d(MaxPool1d pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        (_pool, pool.KeepsPlaces) = (pool, true);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var (places, input) = _pool.Kept(this);
        return Ops.MaxUnpool1d(x, places, input[2]);
    }
}
