using System.Numerics.Tensors;
using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Linear interpolation between two tensors of one shape, such as two losses that count by shares.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">The same shape; brought to the memory order of <paramref name="a"/> where it has another.</param>
    /// <param name="weight">0 for <paramref name="a"/>, 1 for <paramref name="b"/>; it may lie beyond.</param>
    /// <returns>The same shape: y = (1 − weight) · a + weight · b.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor Lerp(Tensor a, Tensor b, float weight)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Shape != b.Shape)
        {
            throw new ShapeException($"Lerp of {a.Shape} and {b.Shape}: both must have the same shape.");
        }

        b = a.Layout == Layout.ChannelsLast ? ToChannelsLast(b) : ToRowMajor(b);
        var y = Tensor.From(a.Shape, a.Layout, y => TensorPrimitives.Lerp(a.Span, b.Span, weight, y));
        return Tape.Record("Lerp", [a, b], y, weight, dy =>
        {
            a.ReceiveGrad(da => TensorPrimitives.Multiply(dy.Span, 1 - weight, da));
            b.ReceiveGrad(db => TensorPrimitives.Multiply(dy.Span, weight, db));
        });
    }
}
