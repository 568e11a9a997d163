namespace Striate.Networks;

/// <summary>One cycle: a rise to the peak and a long fall to almost nothing, both half cosines. Smith and Topin, arXiv:1708.07120.</summary>
/// <param name="peak">The largest learning rate.</param>
/// <param name="steps">Steps of the whole cycle, at least 1.</param>
/// <param name="rise">Share of the steps that the rise takes, from 0 to 1.</param>
/// <param name="firstDivisor">The first learning rate is the peak divided by this, at least 1.</param>
/// <param name="lastDivisor">The last learning rate is the first divided by this, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A number out of its range.</exception>
public sealed class OneCycleSchedule(double peak, int steps, double rise = 0.3, double firstDivisor = 25, double lastDivisor = 1e4) : Schedule
{
    private readonly double _peak = CheckRate(peak);
    private readonly int _steps = CheckSteps(steps);
    private readonly double _top = Math.Max((Check(rise, rise is >= 0 and <= 1, "from 0 to 1") * steps) - 1, 1e-9);
    private readonly double _first = peak / Check(firstDivisor, firstDivisor >= 1, "of at least 1");
    private readonly double _lastDivisor = Check(lastDivisor, lastDivisor >= 1, "of at least 1");

    /// <inheritdoc/>
    public override double At(int step) => step <= _top
        ? CosineSchedule.Between(_first, _peak, step / _top)
        : CosineSchedule.Between(_peak, _first / _lastDivisor, (step - _top) / Math.Max(_steps - 1 - _top, 1e-9));
}
