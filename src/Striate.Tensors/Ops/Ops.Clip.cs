using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Holds numbers within bounds.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="lowest">The lower bound; left out for none.</param>
    /// <param name="highest">The upper bound, not below the lower one; left out for none.</param>
    /// <returns>The same shape: y = min(max(x, lowest), highest). A NaN stays.</returns>
    /// <remarks>The gradient passes from bound to bound, these included.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are the wrong way round.</exception>
    public static Tensor Clip(Tensor x, double lowest = double.NegativeInfinity, double highest = double.PositiveInfinity) => lowest <= highest
        ? Unary("Clip", x, new ClipFunction(lowest, highest))
        : throw new ArgumentOutOfRangeException(nameof(lowest), $"Clip from {lowest} to {highest}; the lower bound must not be above the upper one.");

    /// <summary>A hyperbolic tangent of three straight lines.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = min(max(x, −1), 1).</returns>
    public static Tensor HardTanh(Tensor x) => Unary("HardTanh", x, new ClipFunction(-1, 1));
}
