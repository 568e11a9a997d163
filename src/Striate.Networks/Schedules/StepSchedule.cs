namespace Striate.Networks;

/// <summary>Multiplies the learning rate by a factor every so many steps.</summary>
/// <param name="learningRate">The first learning rate.</param>
/// <param name="every">Steps between two changes.</param>
/// <param name="factor">What it is multiplied by.</param>
public sealed class StepSchedule(double learningRate, int every, double factor = 0.1) : Schedule
{
    /// <inheritdoc/>
    public override double At(int step) => learningRate * Math.Pow(factor, step / every);
}
