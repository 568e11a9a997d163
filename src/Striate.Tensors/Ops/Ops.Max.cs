using Striate.Kernels;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Maximum over axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes, −1 the last; none for all.</param>
    /// <param name="keepDims">The axes stay, with size 1.</param>
    /// <returns>The shape without these axes, or with size 1 in their place: y = max x. A NaN stays.</returns>
    /// <remarks>The gradient goes to the maximum, in equal parts where there are several. For its place see <see cref="ArgMax"/>.</remarks>
    /// <exception cref="ShapeException">There is no such axis, one is named twice, or there are no numbers along them.</exception>
    public static Tensor Max(Tensor x, ReadOnlySpan<int> axes = default, bool keepDims = false) => Extreme("Max", Folding.Max, x, axes, keepDims);

    /// <summary>Minimum over axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes, −1 the last; none for all.</param>
    /// <param name="keepDims">The axes stay, with size 1.</param>
    /// <returns>The shape without these axes, or with size 1 in their place: y = min x. A NaN stays.</returns>
    /// <remarks>The gradient goes to the minimum, in equal parts where there are several. For its place see <see cref="ArgMin"/>.</remarks>
    /// <exception cref="ShapeException">There is no such axis, one is named twice, or there are no numbers along them.</exception>
    public static Tensor Min(Tensor x, ReadOnlySpan<int> axes = default, bool keepDims = false) => Extreme("Min", Folding.Min, x, axes, keepDims);

    private static Tensor Extreme(string name, Folding fold, Tensor x, ReadOnlySpan<int> axes, bool keepDims)
    {
        var r = AxisReduction.Of(name, x, axes, allowsNone: false);
        return r.Shaped(Extreme(name, fold, x, r, x.Layout), keepDims);
    }

    // The largest or smallest number over runs of memory.
    private static Tensor Extreme(string name, Folding fold, Tensor x, AxisReduction r, Layout layout)
    {
        var y = Tensor.From(r.Kept, layout, y => ReduceKernel.Run(r.Geometry, fold, x.Span, y));

        return Tape.Record(name, [x], y, r.Geometry, dy => x.ReceiveGrad(dx =>
        {
            // Ones where the extreme stands, then the share of each.
            var share = Tensor.Uninitialized(r.Kept, layout);
            var g = BroadcastGeometry.Create(r.Sizes, r.Sizes, r.KeptSizes);
            BinaryKernel.Forward(g, new EqualFunction(), x.Span, y.Span, dx);
            ReduceKernel.Run(r.Geometry, Folding.Sum, dx, share.Span);
            var one = BroadcastGeometry.Create([share.Length], [share.Length], [share.Length]);
            BinaryKernel.Forward(one, new DivideFunction(), dy.Span, share.Span, share.Span);
            BinaryKernel.Forward(g, new MultiplyFunction(), dx, share.Span, dx);
            share.Release();
        }));
    }
}
