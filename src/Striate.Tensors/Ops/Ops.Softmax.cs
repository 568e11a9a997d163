using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Softmax over the classes: scores become positive numbers that sum to 1.</summary>
    /// <param name="x">Shape [N, C] or [N, C, H, W]; axis 1 holds the classes.</param>
    /// <returns>The same shape: y[c] = exp(x[c]) / Σ exp(x[k]).</returns>
    /// <remarks>Computed from x − max x, so that nothing overflows. For training take
    /// <see cref="CrossEntropy"/>, which includes it.</remarks>
    /// <exception cref="ShapeException">Another number of axes.</exception>
    public static Tensor Softmax(Tensor x)
    {
        x = ChannelRows(x, out var rows, out var C);
        var y = Tensor.From(x.Shape, x.Layout, y => SoftmaxKernel.Forward(rows, C, x.Span, y));

        return Tape.Record("Softmax", [x], y, null, dy =>
            x.ReceiveGrad(dx => SoftmaxKernel.Backward(rows, C, y.Span, dy.Span, dx)));
    }
}
