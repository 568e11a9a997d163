using System.Numerics.Tensors;
using Striate.Kernels;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Sum over axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes, −1 the last; none for all.</param>
    /// <param name="keepDims">The axes stay, with size 1.</param>
    /// <returns>The shape without these axes, or with size 1 in their place: y = Σ x.</returns>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Tensor Sum(Tensor x, ReadOnlySpan<int> axes = default, bool keepDims = false) => SumTimes("Sum", x, axes, keepDims, _ => 1);

    // A sum over axes times a factor that follows from how many numbers are summed.
    private static Tensor SumTimes(string name, Tensor x, ReadOnlySpan<int> axes, bool keepDims, Func<int, double> factor)
    {
        var r = AxisReduction.Of(name, x, axes);
        var times = (float)factor(r.Geometry.Count);
        var y = Tensor.From(r.Kept, x.Layout, y =>
        {
            ReduceKernel.Run(r.Geometry, Folding.Sum, x.Span, y);
            TensorPrimitives.Multiply(y, times, y);
        });

        y = Tape.Record(name, [x], y, r.Geometry, dy =>
            x.ReceiveGrad(dx => BinaryKernel.Forward(r.Repeated(), new MultiplyFunction(), [times], dy.Span, dx)));
        return r.Shaped(y, keepDims);
    }
}
