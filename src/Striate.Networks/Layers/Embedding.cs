using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>A table of vectors, one for each word of a vocabulary. See <see cref="Ops.Embedding"/>.</summary>
/// <remarks>Input: whole numbers from 0 to count − 1, any shape of up to five axes; output that shape and dimension.</remarks>
public sealed class Embedding : Module
{
    private readonly int _count, _dimension;
    private readonly int? _paddingIndex;

    /// <summary>Builds the layer.</summary>
    /// <param name="count">Words, V.</param>
    /// <param name="dimension">Numbers of a vector, D.</param>
    /// <param name="paddingIndex">The word that stands for none, whose vector is zeros and stays so; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the padding is no word.</exception>
    public Embedding(int count, int dimension, int? paddingIndex = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (paddingIndex is { } padding && (uint)padding >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(nameof(paddingIndex), $"Embedding: paddingIndex is {padding}, expected from 0 to {count - 1}.");
        }

        (_count, _dimension, _paddingIndex) = (count, dimension, paddingIndex);
        Weight = AddParameter("weight", new Parameter([count, dimension], new PaddedInitializer(paddingIndex)));
    }

    /// <summary>The table, shape [V, D].</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"Embedding {_count} → {_dimension}{(_paddingIndex is { } padding ? $", padding {padding}" : "")}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Embedding(x, Weight, _paddingIndex);

    // The normal distribution, and zeros for the padding.
    private sealed class PaddedInitializer(int? paddingIndex) : Initializer
    {
        public override void Fill(Span<float> values, Shape shape, Rng rng)
        {
            Normal(1).Fill(values, shape, rng);
            if (paddingIndex is { } padding)
            {
                values.Slice(padding * shape[1], shape[1]).Clear();
            }
        }
    }
}
