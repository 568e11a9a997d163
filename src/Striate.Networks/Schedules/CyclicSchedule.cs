namespace Striate.Networks;

/// <summary>How the cycles of a <see cref="CyclicSchedule"/> change.</summary>
public enum CycleShape
{
    /// <summary>All are alike.</summary>
    Triangular,

    /// <summary>Each is half as high as the one before.</summary>
    Triangular2,

    /// <summary>The height falls by a factor in each step.</summary>
    ExponentialRange,
}

/// <summary>A straight rise from a low learning rate to a high one and back, again and again. Smith, arXiv:1506.01186.</summary>
/// <param name="low">The lowest learning rate.</param>
/// <param name="high">The highest.</param>
/// <param name="rise">Steps of the rise, at least 1.</param>
/// <param name="fall">Steps of the fall; null for as many.</param>
/// <param name="shape">How the cycles change.</param>
/// <param name="factor">What each step multiplies the height by in an exponential range.</param>
/// <exception cref="ArgumentOutOfRangeException">No steps, or a number that is negative or not finite.</exception>
public sealed class CyclicSchedule(
    double low, double high, int rise, int? fall = null, CycleShape shape = CycleShape.Triangular, double factor = 1) : Schedule
{
    private readonly double _low = CheckRate(low);
    private readonly double _high = CheckRate(high);
    private readonly int _rise = CheckSteps(rise);
    private readonly int _fall = CheckSteps(fall ?? rise, nameof(fall));
    private readonly double _factor = CheckRate(factor);

    /// <inheritdoc/>
    public override double At(int step)
    {
        var (cycle, place) = Math.DivRem(step, _rise + _fall);
        var share = place <= _rise ? (double)place / _rise : 1 - ((double)(place - _rise) / _fall);
        var height = shape switch
        {
            CycleShape.Triangular2 => Math.Pow(0.5, cycle),
            CycleShape.ExponentialRange => Math.Pow(_factor, step),
            _ => 1,
        };
        return _low + ((_high - _low) * share * height);
    }
}
