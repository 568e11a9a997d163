using Striate.Kernels;
using Striate.Kernels.Gemm;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Matrix product over the last two axes.</summary>
    /// <param name="a">Shape [..., M, K], or [..., K, M] where it is taken transposed.</param>
    /// <param name="b">Shape [..., K, N], or [..., N, K] where it is taken transposed.</param>
    /// <param name="transposeA">Takes the matrices of a transposed.</param>
    /// <param name="transposeB">Takes the matrices of b transposed.</param>
    /// <returns>Shape [..., M, N], row-major: y = a · b. The axes before the last two broadcast: counted from the last, sizes are equal, 1, or left out.</returns>
    /// <exception cref="ShapeException">Less than two axes, another K, or axes that do not broadcast.</exception>
    public static Tensor MatMul(Tensor a, Tensor b, bool transposeA = false, bool transposeB = false)
    {
        (a, b) = (ToRowMajor(a), ToRowMajor(b));
        if (a.Shape.Rank < 2 || b.Shape.Rank < 2)
        {
            throw new ShapeException($"MatMul: {a.Shape} · {b.Shape}; expected matrices [..., M, K] and [..., K, N]. A vector is a matrix of one row or column.");
        }

        var (M, K) = transposeA ? (a.Shape[-1], a.Shape[-2]) : (a.Shape[-2], a.Shape[-1]);
        var (depth, N) = transposeB ? (b.Shape[-1], b.Shape[-2]) : (b.Shape[-2], b.Shape[-1]);
        if (K != depth)
        {
            throw new ShapeException(
                $"MatMul: {a.Shape}{(transposeA ? "ᵀ" : "")} · {b.Shape}{(transposeB ? "ᵀ" : "")} sum over {K} and over {depth} numbers; they must be as many.");
        }

        var (batchOfA, batchOfB) = (Shape.Of(a.Shape.ToArray().AsSpan(..^2)), Shape.Of(b.Shape.ToArray().AsSpan(..^2)));
        var batch = BroadcastShape("MatMul", batchOfA, batchOfB);
        var g = MatMulGeometry.Create(GemmGeometry.Create(M, N, K, transposeA, transposeB), batch.ToArray(), batchOfA.ToArray(), batchOfB.ToArray());
        var y = Tensor.From(Shape.Of([.. batch, M, N]), Layout.RowMajor, y => MatMulKernel.Forward(g, a.Span, b.Span, y));

        return Tape.Record("MatMul", [a, b], y, g, dy =>
        {
            ReceiveRepeatedGrad(a, Shape.Of([.. batch, a.Shape[-2], a.Shape[-1]]), da => MatMulKernel.BackwardA(g, b.Span, dy.Span, da));
            ReceiveRepeatedGrad(b, Shape.Of([.. batch, b.Shape[-2], b.Shape[-1]]), db => MatMulKernel.BackwardB(g, a.Span, dy.Span, db));
        });
    }
}
