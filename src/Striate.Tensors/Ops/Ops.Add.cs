using Striate.Kernels;

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

        // Either may wait for the sum; the other is then added to its results.
        var y = a.IsComputed && !b.IsComputed ? b.Then(new Finish(Residual: a)) : a.Then(new Finish(Residual: b));

        return Tape.Record("Add", [a, b], y, null, dy =>
        {
            a.ShareGrad(dy);
            b.ShareGrad(dy);
        });
    }
}
