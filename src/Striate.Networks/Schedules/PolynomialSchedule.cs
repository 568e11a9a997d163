namespace Striate.Networks;

/// <summary>A power of the share of steps that are left, from the first learning rate down to the last: the "poly" schedule of
/// segmentation, as in Chen et al., arXiv:1606.00915.</summary>
/// <param name="learningRate">The first learning rate.</param>
/// <param name="steps">Steps until the last, at least 1.</param>
/// <param name="power">The power; 1 is a straight line.</param>
/// <param name="last">The last learning rate, kept from then on.</param>
/// <exception cref="ArgumentOutOfRangeException">No steps, or a number that is negative or not finite.</exception>
public sealed class PolynomialSchedule(double learningRate, int steps, double power = 0.9, double last = 0) : Schedule
{
    private readonly double _first = CheckRate(learningRate);
    private readonly int _steps = CheckSteps(steps);
    private readonly double _power = CheckRate(power);
    private readonly double _last = CheckRate(last);

    /// <inheritdoc/>
    public override double At(int step) => _last + ((_first - _last) * Math.Pow(1 - Math.Clamp((double)step / _steps, 0, 1), _power));
}
