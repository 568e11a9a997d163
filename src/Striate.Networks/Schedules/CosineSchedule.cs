namespace Striate.Networks;

/// <summary>Half a cosine from the first learning rate down to the last. Loshchilov and Hutter, arXiv:1608.03983.</summary>
/// <param name="learningRate">The first learning rate.</param>
/// <param name="steps">Steps until the last, at least 1.</param>
/// <param name="last">The last learning rate, kept from then on.</param>
/// <exception cref="ArgumentOutOfRangeException">No steps, or a learning rate that is negative or not finite.</exception>
public sealed class CosineSchedule(double learningRate, int steps, double last = 0) : Schedule
{
    private readonly double _first = CheckRate(learningRate);
    private readonly double _last = CheckRate(last);
    private readonly int _steps = CheckSteps(steps);

    /// <inheritdoc/>
    public override double At(int step) => Between(_first, _last, (double)step / _steps);

    /// <summary>Half a cosine from one value to another.</summary>
    /// <param name="first">Value at 0.</param>
    /// <param name="last">Value at 1.</param>
    /// <param name="share">Where between them, 0 to 1.</param>
    internal static double Between(double first, double last, double share) =>
        last + ((first - last) * (1 + Math.Cos(Math.PI * Math.Clamp(share, 0, 1))) / 2);
}
