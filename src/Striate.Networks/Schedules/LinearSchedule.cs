namespace Striate.Networks;

/// <summary>A straight line from the first learning rate down to the last. After a warm-up (<see cref="Schedule.WithWarmUp"/>) it is a triangle.</summary>
/// <param name="learningRate">The first learning rate.</param>
/// <param name="steps">Steps until the last, at least 1.</param>
/// <param name="last">The last learning rate, kept from then on.</param>
/// <exception cref="ArgumentOutOfRangeException">No steps, or a learning rate that is negative or not finite.</exception>
public sealed class LinearSchedule(double learningRate, int steps, double last = 0) : Schedule
{
    private readonly double _first = CheckRate(learningRate);
    private readonly double _last = CheckRate(last);
    private readonly int _steps = CheckSteps(steps);

    /// <inheritdoc/>
    public override double At(int step) => _first + ((_last - _first) * Math.Clamp((double)step / _steps, 0, 1));
}
