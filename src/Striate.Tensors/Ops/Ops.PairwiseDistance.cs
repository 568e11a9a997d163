using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Euclidean distances of the rows of two matrices.</summary>
    /// <param name="a">Shape [N, D].</param>
    /// <param name="b">Shape [N, D].</param>
    /// <param name="epsilon">Added to every difference, ε, as in PyTorch.</param>
    /// <returns>Shape [N]: √(Σ (a − b + ε)²).</returns>
    /// <exception cref="ShapeException">Not [N, D], or the shapes differ.</exception>
    public static Tensor PairwiseDistance(Tensor a, Tensor b, double epsilon = 1e-6)
    {
        CheckRowPairs(a, b);
        var (N, D) = (a.Shape[0], a.Shape[1]);
        var y = Tensor.From([N], Layout.RowMajor, y => PairwiseDistanceKernel.Forward(N, D, a.Span, b.Span, (float)epsilon, y));

        return Tape.Record("PairwiseDistance", [a, b], y, null, dy =>
        {
            a.ReceiveGrad(da => PairwiseDistanceKernel.Backward(N, D, a.Span, b.Span, (float)epsilon, y.Span, dy.Span, da));

            // a − b + ε = −(b − a − ε).
            b.ReceiveGrad(db => PairwiseDistanceKernel.Backward(N, D, b.Span, a.Span, (float)-epsilon, y.Span, dy.Span, db));
        });
    }

    // Pairs are of one kind, or not: nothing in between.
    private static void CheckKinds(Tensor isAlike, float other)
    {
        ArgumentNullException.ThrowIfNull(isAlike);
        var kinds = isAlike.Span;
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] != 1 && kinds[i] != other)
            {
                throw new ShapeException(FormattableString.Invariant($"isAlike is {kinds[i]} at {i}, expected 1 for pairs of one kind or {other} for others."));
            }
        }
    }

    private static void CheckRowPairs(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Shape.Rank != 2 || a.Shape != b.Shape)
        {
            throw new ShapeException(
                $"{a.Shape} and {b.Shape}, expected [N, D] twice: a row for each sample."
                + (a.Shape.Rank > 2 || b.Shape.Rank > 2 ? " Put a Flatten before it." : ""));
        }
    }
}
