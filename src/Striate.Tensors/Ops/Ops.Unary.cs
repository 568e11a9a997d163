using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    // A function of each number by itself, as an operation of a given name.
    private static Tensor Unary<TFunction>(string name, Tensor x, TFunction function)
        where TFunction : unmanaged, IUnaryFunction
    {
        ArgumentNullException.ThrowIfNull(x);
        var y = Tensor.From(x.Shape, x.Layout, y => UnaryKernel.Forward(function, x.Span, y));

        return Tape.Record(name, [x], y, function, dy => x.ReceiveGradInPlace(dy, (gradient, dx) =>
            UnaryKernel.Backward(function, TFunction.SlopeIsOfOutput ? y.Span : x.Span, gradient, dx)));
    }
}
