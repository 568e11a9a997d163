using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Sum of two tensors of one shape, as at the end of a residual block.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">The same shape; brought to the memory order of <paramref name="a"/> where it has another.</param>
    /// <returns>The same shape: y = a + b.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor Add(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Shape != b.Shape)
        {
            throw new ShapeException($"{a.Shape} + {b.Shape}: both must have the same shape.");
        }

        b = a.Layout == Layout.ChannelsLast ? ToChannelsLast(b) : ToRowMajor(b);
        var y = Tensor.Uninitialized(a.Shape, a.Layout);
        AddKernel.Forward(a.Span, b.Span, y.Span);

        return Tape.Record("Add", [a, b], y, null, dy =>
        {
            a.ReceiveGrad(da => dy.Span.CopyTo(da));
            b.ReceiveGrad(db => dy.Span.CopyTo(db));
        });
    }
}
