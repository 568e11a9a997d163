namespace Striate.Networks;

/// <summary>The same learning rate at every step.</summary>
/// <param name="learningRate">The learning rate.</param>
/// <exception cref="ArgumentOutOfRangeException">A learning rate that is negative or not finite.</exception>
public sealed class ConstantSchedule(double learningRate) : Schedule
{
    private readonly double _learningRate = CheckRate(learningRate);

    /// <inheritdoc/>
    public override double At(int step) => _learningRate;
}
