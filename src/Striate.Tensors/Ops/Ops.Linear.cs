using Striate.Kernels;
using Striate.Kernels.Gemm;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Fully connected layer: every output is a dot product of the input with a row of weights, plus a bias.</summary>
    /// <param name="x">Shape [..., In]: any axes before the last, such as [N, In] or, of sequences, [T, N, In].</param>
    /// <param name="w">Weights, shape [Out, In].</param>
    /// <param name="b">Biases, shape [Out], or null for none.</param>
    /// <returns>Shape [..., Out]: y = x·wᵀ + b.</returns>
    /// <exception cref="ShapeException">The last axis of x is not the weights' In.</exception>
    public static Tensor Linear(Tensor x, Tensor w, Tensor? b = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(w);
        if (x.Shape.Rank == 0 || x.Shape[^1] != w.Shape[1])
        {
            throw new ShapeException(
                $"input {x.Shape}, expected [..., {w.Shape[1]}] for weights {w.Shape}."
                + (x.Shape.Rank == 4 ? " Put a Flatten before it." : ""));
        }

        if (x.Shape.Rank != 2)
        {
            return Reshape(Linear(Reshape(x, [x.Length / w.Shape[1], w.Shape[1]]), w, b), [.. x.Shape.Take(x.Shape.Rank - 1), w.Shape[0]]);
        }

        var (N, In, Out) = (x.Shape[0], x.Shape[1], w.Shape[0]);
        var g = GemmGeometry.Create(N, Out, In, transposeB: true);
        var y = Tensor.Defer([N, Out], Layout.RowMajor, b, (in epilogue, y) => GemmKernel.Run(g, x.Span, w.Span, epilogue, y));

        return Tape.Record("Linear", [x, w, b], y, g, dy =>
        {
            x.ReceiveGrad(dx => GemmKernel.Run(GemmGeometry.Create(N, In, Out), dy.Span, w.Span, [], dx));
            w.ReceiveGrad(dw => GemmKernel.Run(GemmGeometry.Create(Out, In, N, transposeA: true), dy.Span, x.Span, [], dw));
            BackwardBias(b, dy);
        });
    }
}
