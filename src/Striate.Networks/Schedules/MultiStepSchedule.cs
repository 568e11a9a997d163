namespace Striate.Networks;

/// <summary>Multiplies the learning rate by a factor at given steps. He et al., arXiv:1512.03385, divide by 10 at half and three quarters.</summary>
/// <param name="learningRate">The first learning rate.</param>
/// <param name="milestones">The steps at which it changes, in any order.</param>
/// <param name="factor">What it is multiplied by.</param>
/// <exception cref="ArgumentOutOfRangeException">A number that is negative or not finite.</exception>
public sealed class MultiStepSchedule(double learningRate, IReadOnlyList<int> milestones, double factor = 0.1) : Schedule
{
    private readonly double _first = CheckRate(learningRate);
    private readonly int[] _milestones = [.. milestones];
    private readonly double _factor = CheckRate(factor);

    /// <inheritdoc/>
    public override double At(int step) => _first * Math.Pow(_factor, _milestones.Count(milestone => milestone <= step));
}
