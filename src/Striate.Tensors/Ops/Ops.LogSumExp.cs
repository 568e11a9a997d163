using Striate.Kernels;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Logarithm of the sum of exponentials over axes: a smooth maximum.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes, −1 the last; none for all.</param>
    /// <param name="keepDims">The axes stay, with size 1.</param>
    /// <returns>The shape without these axes, or with size 1 in their place: y = log Σ exp(x), computed without overflow.</returns>
    /// <exception cref="ShapeException">There is no such axis, one is named twice, or there are no numbers along them.</exception>
    public static Tensor LogSumExp(Tensor x, ReadOnlySpan<int> axes = default, bool keepDims = false)
    {
        var r = AxisReduction.Of("LogSumExp", x, axes, allowsNone: false);
        var g = BroadcastGeometry.Create(r.Sizes, r.Sizes, r.KeptSizes);
        var y = Tensor.From(r.Kept, x.Layout, y =>
        {
            // log Σ exp(x) = m + log Σ exp(x − m) with the maximum m.
            var (largest, powers) = (Tensor.Uninitialized(r.Kept, x.Layout), Tensor.Uninitialized(x.Shape, x.Layout));
            ReduceKernel.Run(r.Geometry, Folding.Max, x.Span, largest.Span);
            BinaryKernel.Forward(g, new ExpOfDifferenceFunction(), x.Span, largest.Span, powers.Span);
            ReduceKernel.Run(r.Geometry, Folding.Sum, powers.Span, y);
            UnaryKernel.Forward(new LogFunction(), y, y);
            var one = BroadcastGeometry.Create([y.Length], [y.Length], [y.Length]);
            BinaryKernel.Forward(one, new AddFunction(), y, largest.Span, y);
            powers.Release();
            largest.Release();
        });

        y = Tape.Record("LogSumExp", [x], y, r.Geometry, dy => x.ReceiveGrad(dx =>
        {
            BinaryKernel.Forward(g, new ExpOfDifferenceFunction(), x.Span, y.Span, dx);
            BinaryKernel.Forward(g, new MultiplyFunction(), dx, dy.Span, dx);
        }));
        return r.Shaped(y, keepDims);
    }
}
