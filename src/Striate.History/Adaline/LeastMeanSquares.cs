using System.Numerics.Tensors;

namespace Striate.History;

/// <summary>
/// The rule of Widrow and Hoff: the error of the sum, not of the answer, moves the weights, a step down the gradient of its square. In small
/// steps they come to where the mean square of the error is least.
/// </summary>
/// <remarks>Widrow and Hoff, IRE WESCON Convention Record, 1960; Widrow and Lehr, Proceedings of the IEEE 78(9), 1990.</remarks>
public static class LeastMeanSquares
{
    /// <summary>One step of μ-LMS: w ← w + 2·μ·e·x, e = d − (w·x + b).</summary>
    /// <param name="unit">Who learns.</param>
    /// <param name="x">What it sees.</param>
    /// <param name="desired">The sum d that is wanted.</param>
    /// <param name="rate">μ.</param>
    /// <returns>The error e before the step.</returns>
    public static float Teach(Adaline unit, ReadOnlySpan<float> x, float desired, float rate)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var error = desired - unit.Sum(x);
        Move(unit, x, 2 * rate * error);
        return error;
    }

    /// <summary>
    /// One step of α-LMS, which takes a share α of the error away: w ← w + α·e·x / (|x|² + 1), the smallest change of the weights that does so. With
    /// α = 1 the sum is then d.
    /// </summary>
    /// <param name="unit">Who learns.</param>
    /// <param name="x">What it sees.</param>
    /// <param name="desired">The sum d that is wanted.</param>
    /// <param name="share">α, from 0 to 1.</param>
    /// <returns>The error e before the step.</returns>
    public static float TeachShare(Adaline unit, ReadOnlySpan<float> x, float desired, float share)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var error = desired - unit.Sum(x);
        Move(unit, x, share * error / (TensorPrimitives.SumOfSquares(x) + 1));
        return error;
    }

    private static void Move(Adaline unit, ReadOnlySpan<float> x, float step)
    {
        TensorPrimitives.MultiplyAdd(x, step, unit.Weights, unit.Weights);
        unit.Bias += step;
    }
}
