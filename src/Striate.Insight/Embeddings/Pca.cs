using System.Numerics.Tensors;
using Striate.Kernels;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.Insight;

/// <summary>Principal components: the directions in which points differ most. Pearson 1901; found by orthogonal iteration (Golub and Van Loan, section 8.2).</summary>
public static class Pca
{
    private const int Iterations = 30;

    /// <summary>Reduces points to their first components, which are centred on 0, by falling variance.</summary>
    /// <param name="points">Shape [N, D].</param>
    /// <param name="components">How many numbers a point has afterwards, at most D.</param>
    /// <param name="seed">Decides the directions that it starts from.</param>
    /// <returns>Shape [N, components].</returns>
    /// <exception cref="ShapeException">No table of points, or more components than they have numbers.</exception>
    public static Tensor Of(Tensor points, int components = 2, ulong seed = 1)
    {
        var (mean, directions) = Fit(points, components, seed);
        using var scope = new Scope();
        return Ops.MatMul(points - mean, directions, transposeB: true).Clone().Keep();
    }

    /// <summary>Finds the components: what of points is left with few numbers is ((p − mean) · directionsᵀ) · directions + mean, and nothing linear leaves more.</summary>
    /// <param name="points">Shape [N, D].</param>
    /// <param name="components">How many, at most D.</param>
    /// <param name="seed">Decides the directions that it starts from.</param>
    /// <returns>The mean, shape [1, D], and the directions of length 1 at right angles to one another, by falling variance, shape [components, D].</returns>
    /// <exception cref="ShapeException">No table of points, or more components than they have numbers.</exception>
    public static (Tensor Mean, Tensor Directions) Fit(Tensor points, int components, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        if (points.Shape.Rank != 2 || points.Shape[0] < 1 || points.Shape[1] < components)
        {
            throw new ShapeException($"PCA: got {points.Shape}, expected points [N, D] of at least {components} numbers.");
        }

        using var scope = new Scope();
        var mean = Ops.Mean(points, [0], keepDims: true);
        var centred = points - mean;
        var rng = new Rng(seed);
        var directions = new float[components][];
        for (var c = 0; c < components; c++)
        {
            directions[c] = [.. Enumerable.Range(0, points.Shape[1]).Select(_ => (float)rng.NextNormal())];
        }

        for (var i = 0; i < Iterations; i++)
        {
            Orthonormalize(directions);
            var shares = Ops.MatMul(centred, Matrix(directions), transposeB: true);
            var next = Ops.MatMul(shares, centred, transposeA: true).ToArray();
            for (var c = 0; c < components; c++)
            {
                next.AsSpan(c * points.Shape[1], points.Shape[1]).CopyTo(directions[c]);
            }
        }

        Orthonormalize(directions);
        return (mean.Clone().Keep(), Matrix(directions).Keep());
    }

    private static Tensor Matrix(float[][] rows) => Tensor.From(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);

    // Gram and Schmidt's way, twice, as once leaves rounding errors.
    private static void Orthonormalize(float[][] rows)
    {
        for (var c = 0; c < rows.Length; c++)
        {
            for (var j = 0; j < 2 * c; j++)
            {
                TensorPrimitives.MultiplyAdd(rows[j % c], -TensorPrimitives.Dot<float>(rows[j % c], rows[c]), rows[c], rows[c]);
            }

            // Points that all lie in fewer dimensions have no further direction.
            TensorPrimitives.Divide(rows[c], Math.Max(TensorPrimitives.Norm<float>(rows[c]), 1e-20f), rows[c]);
        }
    }
}
