namespace Striate.Networks;

/// <summary>Multiplies the learning rate by the same factor in each step, so that it falls by as large a part in equal times.</summary>
/// <param name="learningRate">The first learning rate.</param>
/// <param name="factor">What so many steps multiply it by.</param>
/// <param name="every">How many, at least 1: an epoch's for a factor by epoch.</param>
/// <exception cref="ArgumentOutOfRangeException">No steps, or a number that is negative or not finite.</exception>
public sealed class ExponentialSchedule(double learningRate, double factor, int every = 1) : Schedule
{
    private readonly double _first = CheckRate(learningRate);
    private readonly double _factor = CheckRate(factor);
    private readonly int _every = CheckSteps(every);

    /// <inheritdoc/>
    public override double At(int step) => _first * Math.Pow(_factor, (double)step / _every);
}
