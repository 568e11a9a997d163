using Striate.Kernels;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Length of vectors that lie along axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes, −1 the last; none for all.</param>
    /// <param name="keepDims">The axes stay, with size 1.</param>
    /// <param name="p">Which length: a number of at least 1, or <see cref="double.PositiveInfinity"/>.</param>
    /// <returns>The shape without these axes, or with size 1 in their place: y = (Σ |x|ᵖ)^(1/p), so √(Σ x²) by default, and max |x| for infinity.</returns>
    /// <remarks>The gradient of a vector of zeros is taken to be 0.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another p.</exception>
    public static Tensor Norm(Tensor x, ReadOnlySpan<int> axes = default, bool keepDims = false, double p = 2) => p switch
    {
        1 => Sum(Abs(x), axes, keepDims),
        2 => EuclideanNorm(x, axes, keepDims),
        double.PositiveInfinity => Max(Abs(x), axes, keepDims),
        > 1 => PowerNorm(x, axes, keepDims, p),
        _ => throw new ArgumentOutOfRangeException(nameof(p), $"Norm with p = {p}; expected a number of at least 1, or infinity."),
    };

    private static Tensor EuclideanNorm(Tensor x, ReadOnlySpan<int> axes, bool keepDims)
    {
        var r = AxisReduction.Of("Norm", x, axes);
        var y = Tensor.From(r.Kept, x.Layout, y =>
        {
            ReduceKernel.Run(r.Geometry, Folding.SumOfSquares, x.Span, y);
            UnaryKernel.Forward(new SqrtFunction(), y, y);
        });

        y = Tape.Record("Norm", [x], y, r.Geometry, dy => x.ReceiveGrad(dx =>
        {
            // dx = x · dy/y, where both are 0 for vectors of zeros.
            var ratio = Tensor.Uninitialized(y.Shape, y.Layout);
            for (var i = 0; i < ratio.Length; i++)
            {
                ratio.Span[i] = y.Span[i] == 0 ? 0 : dy.Span[i] / y.Span[i];
            }

            BinaryKernel.Forward(BroadcastGeometry.Create(r.Sizes, r.Sizes, r.KeptSizes), new MultiplyFunction(), x.Span, ratio.Span, dx);
            ratio.Release();
        }));
        return r.Shaped(y, keepDims);
    }

    // y = m·(Σ (|x|/m)ᵖ)^(1/p) with the largest size m, which cancels out and has no part in the gradient, keeps the powers within float's range. For vectors
    // of zeros m is 0 too; the 1 that is then added to it and to the sum makes the gradient 0.
    private static Tensor PowerNorm(Tensor x, ReadOnlySpan<int> axes, bool keepDims, double p)
    {
        var r = AxisReduction.Of("Norm", x, axes, allowsNone: false);
        var sizes = Abs(x);
        var largest = Max(sizes, axes, keepDims: true).Clone();
        var isZero = Equal(largest, Tensor.Zeros([]));
        var y = Multiply(largest, Power(Add(Sum(Power(Divide(sizes, Add(largest, isZero)), p), axes, keepDims: true), isZero), 1 / p));
        return r.Shaped(y, keepDims);
    }
}
