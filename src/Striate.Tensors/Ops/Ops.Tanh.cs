using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Hyperbolic tangent.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = tanh(x), from −1 to 1.</returns>
    public static Tensor Tanh(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var y = Tensor.From(x.Shape, x.Layout, y => TanhKernel.Forward(x.Span, y));

        return Tape.Record("Tanh", [x], y, null, dy =>
            x.ReceiveGrad(dx => TanhKernel.Backward(y.Span, dy.Span, dx)));
    }
}
