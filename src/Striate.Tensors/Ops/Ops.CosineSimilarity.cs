using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Cosines of the angles between the rows of two matrices.</summary>
    /// <param name="a">Shape [N, D].</param>
    /// <param name="b">Shape [N, D].</param>
    /// <param name="epsilon">The least length that a row is divided by, ε.</param>
    /// <returns>Shape [N]: Σ a·b / (max(|a|, ε) · max(|b|, ε)).</returns>
    /// <exception cref="ShapeException">Not [N, D], or the shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is not above 0.</exception>
    public static Tensor CosineSimilarity(Tensor a, Tensor b, double epsilon = 1e-8)
    {
        CheckRowPairs(a, b);
        CheckAbove0(epsilon, "CosineSimilarity", nameof(epsilon));
        var (N, D) = (a.Shape[0], a.Shape[1]);
        var y = Tensor.From([N], Layout.RowMajor, y => CosineSimilarityKernel.Forward(N, D, a.Span, b.Span, (float)epsilon, y));

        return Tape.Record("CosineSimilarity", [a, b], y, null, dy =>
        {
            a.ReceiveGrad(da => CosineSimilarityKernel.Backward(N, D, a.Span, b.Span, (float)epsilon, y.Span, dy.Span, da));
            b.ReceiveGrad(db => CosineSimilarityKernel.Backward(N, D, b.Span, a.Span, (float)epsilon, y.Span, dy.Span, db));
        });
    }
}
