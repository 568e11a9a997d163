using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Logarithm of the softmax along an axis.</summary>
    /// <param name="x">Any shape of one axis or more.</param>
    /// <param name="axis">The axis, −1 the last; axis 1 holds the classes or channels.</param>
    /// <returns>The same shape: y[c] = x[c] − log Σ exp(x[k]).</returns>
    /// <remarks>Computed from x − max x, so that nothing overflows, and small probabilities keep their logarithms.</remarks>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Tensor LogSoftmax(Tensor x, int axis = 1)
    {
        var g = AlongAxis("LogSoftmax", x, axis);
        var y = Tensor.From(x.Shape, x.Layout, y => LogSoftmaxKernel.Forward(g, x.Span, y));

        return Tape.Record("LogSoftmax", [x], y, g, dy =>
            x.ReceiveGrad(dx => LogSoftmaxKernel.Backward(g, y.Span, dy.Span, dx)));
    }
}
