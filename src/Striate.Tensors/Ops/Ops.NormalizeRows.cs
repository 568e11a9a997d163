using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Brings every row to length 1, as embeddings are before they are compared.</summary>
    /// <param name="x">Shape [N, D].</param>
    /// <param name="epsilon">The least length that a row is divided by, ε.</param>
    /// <returns>Shape [N, D]: x / max(|x|, ε).</returns>
    /// <exception cref="ShapeException">Not [N, D].</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is not above 0.</exception>
    public static Tensor NormalizeRows(Tensor x, double epsilon = 1e-12)
    {
        CheckRowPairs(x, x);
        CheckAbove0(epsilon, "NormalizeRows", nameof(epsilon));
        var (N, D) = (x.Shape[0], x.Shape[1]);
        var y = Tensor.From(x.Shape, Layout.RowMajor, y => NormalizeRowsKernel.Forward(N, D, x.Span, (float)epsilon, y));

        return Tape.Record("NormalizeRows", [x], y, null, dy =>
            x.ReceiveGrad(dx => NormalizeRowsKernel.Backward(N, D, x.Span, (float)epsilon, dy.Span, dx)));
    }
}
