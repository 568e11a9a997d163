using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Gemm;

/// <summary>Matrix products one beside the other: the axes before the last two are broadcast, each of their places is a product of its own.</summary>
public sealed class MatMulGeometry : IGeometry
{
    private readonly int[] _startsOfA, _startsOfB;

    private MatMulGeometry(GemmGeometry product, int[] startsOfA, int[] startsOfB, int matricesOfA, int matricesOfB) =>
        (Product, _startsOfA, _startsOfB, MatricesOfA, MatricesOfB) = (product, startsOfA, startsOfB, matricesOfA, matricesOfB);

    /// <summary>One product.</summary>
    public GemmGeometry Product { get; }

    /// <summary>How many products.</summary>
    public int Count => _startsOfA.Length;

    /// <summary>Matrices of the left factor.</summary>
    public int MatricesOfA { get; }

    /// <summary>Matrices of the right factor.</summary>
    public int MatricesOfB { get; }

    /// <inheritdoc/>
    public long MultiplyAdds => Count * Product.MultiplyAdds;

    /// <summary>Checks the sizes.</summary>
    /// <param name="product">One product.</param>
    /// <param name="batch">Sizes of the result before its last two axes.</param>
    /// <param name="batchOfA">Those of the left factor, which broadcast to them.</param>
    /// <param name="batchOfB">Those of the right factor, which broadcast to them.</param>
    /// <exception cref="ShapeException">A factor does not broadcast to the result.</exception>
    public static MatMulGeometry Create(GemmGeometry product, ReadOnlySpan<int> batch, ReadOnlySpan<int> batchOfA, ReadOnlySpan<int> batchOfB)
    {
        var g = BroadcastGeometry.Create(batch, batchOfA, batchOfB);
        var (a, b) = (new int[g.Length], new int[g.Length]);
        for (var i = 0; i < g.Length; i++)
        {
            (a[i], b[i]) = g.Places(i);
        }

        return new MatMulGeometry(product, a, b, g.LengthOfA, g.LengthOfB);
    }

    /// <inheritdoc/>
    public override string ToString() => Count == 1 ? Product.ToString() : $"{Count} times {Product}";

    /// <summary>Which matrix of the left factor a product takes.</summary>
    internal ReadOnlySpan<int> StartsOfA => _startsOfA;

    /// <summary>Which matrix of the right factor a product takes.</summary>
    internal ReadOnlySpan<int> StartsOfB => _startsOfB;
}
