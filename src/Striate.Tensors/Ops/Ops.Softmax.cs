using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Softmax along an axis: scores become positive numbers that sum to 1.</summary>
    /// <param name="x">Any shape of one axis or more.</param>
    /// <param name="axis">The axis, −1 the last; axis 1 holds the classes or channels.</param>
    /// <returns>The same shape: y[c] = exp(x[c]) / Σ exp(x[k]).</returns>
    /// <remarks>Computed from x − max x, so that nothing overflows. For training take
    /// <see cref="CrossEntropy(Tensor, ReadOnlySpan{int}, double, Tensor?, int?, Kernels.Reduce.Reduction)"/>, which includes it.</remarks>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Tensor Softmax(Tensor x, int axis = 1)
    {
        var g = AlongAxis("Softmax", x, axis);
        var y = Tensor.From(x.Shape, x.Layout, y => SoftmaxKernel.Forward(g, x.Span, y));

        return Tape.Record("Softmax", [x], y, g, dy =>
            x.ReceiveGrad(dx => SoftmaxKernel.Backward(g, y.Span, dy.Span, dx)));
    }
}
