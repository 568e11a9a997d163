namespace Striate.Networks;

/// <summary>Multiplies the learning rate by a factor every so many steps.</summary>
/// <param name="learningRate">The first learning rate.</param>
/// <param name="every">Steps between two changes, at least 1.</param>
/// <param name="factor">What it is multiplied by.</param>
/// <exception cref="ArgumentOutOfRangeException">No steps, or a number that is negative or not finite.</exception>
public sealed class StepSchedule(double learningRate, int every, double factor = 0.1) : Schedule
{
    private readonly double _first = CheckRate(learningRate);
    private readonly int _every = CheckSteps(every);
    private readonly double _factor = CheckRate(factor);

    /// <inheritdoc/>
    public override double At(int step) => _first * Math.Pow(_factor, step / _every);
}
