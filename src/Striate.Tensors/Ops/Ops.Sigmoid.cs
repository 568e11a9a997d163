using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Logistic function.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = 1/(1 + exp(−x)), from 0 to 1.</returns>
    public static Tensor Sigmoid(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var y = Tensor.From(x.Shape, x.Layout, y => SigmoidKernel.Forward(x.Span, y));

        return Tape.Record("Sigmoid", [x], y, null, dy =>
            x.ReceiveGrad(dx => SigmoidKernel.Backward(y.Span, dy.Span, dx)));
    }
}
