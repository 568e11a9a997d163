namespace Striate.Kernels.Gemm;

/// <summary>Sizes of a matrix product, C[M×N] = A[M×K] · B[K×N], either factor possibly stored transposed. Dense, row-major.</summary>
public readonly record struct GemmGeometry : IGeometry
{
    /// <summary>Rows of A and C.</summary>
    public int M { get; private init; }

    /// <summary>Columns of B and C.</summary>
    public int N { get; private init; }

    /// <summary>Columns of A, rows of B.</summary>
    public int K { get; private init; }

    /// <summary>A is stored as K×M.</summary>
    public bool TransposeA { get; private init; }

    /// <summary>B is stored as N×K.</summary>
    public bool TransposeB { get; private init; }

    /// <summary>Multiply-adds of the product.</summary>
    public long MultiplyAdds => (long)M * N * K;

    /// <summary>Checks the sizes.</summary>
    /// <param name="M">Rows of A and C, 0 or more.</param>
    /// <param name="N">Columns of B and C, 0 or more.</param>
    /// <param name="K">Columns of A, rows of B, 0 or more.</param>
    /// <param name="transposeA">A is stored as K×M.</param>
    /// <param name="transposeB">B is stored as N×K.</param>
    /// <exception cref="ShapeException">A size is negative.</exception>
    public static GemmGeometry Create(int M, int N, int K, bool transposeA = false, bool transposeB = false) =>
        M < 0 || N < 0 || K < 0
            ? throw new ShapeException($"Matrix product: sizes M {M}, N {N}, K {K} must not be negative.")
            : new GemmGeometry { M = M, N = N, K = K, TransposeA = transposeA, TransposeB = transposeB };

    /// <inheritdoc/>
    public override string ToString() =>
        $"[{M}, {K}]{(TransposeA ? "ᵀ" : "")} * [{K}, {N}]{(TransposeB ? "ᵀ" : "")} -> [{M}, {N}]";
}
