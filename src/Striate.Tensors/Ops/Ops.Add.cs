using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Sum of two tensors, as at the end of a residual block.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The larger of the sizes, in the memory order of the larger tensor: y = a + b.</returns>
    /// <remarks>Of two tensors of one shape either may wait for the sum, so that it takes no pass of its own.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Add(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Shape != b.Shape)
        {
            return Binary("Add", a, b, new AddFunction());
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
