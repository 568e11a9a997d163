namespace Striate.Networks;

/// <summary>The same learning rate at every step.</summary>
/// <param name="learningRate">The learning rate.</param>
public sealed class ConstantSchedule(double learningRate) : Schedule
{
    /// <inheritdoc/>
    public override double At(int step) => learningRate;
}
