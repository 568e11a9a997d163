namespace Striate.Networks;

/// <summary>One cycle: a rise to the peak and a long fall to almost nothing, both half cosines. Smith and Topin, arXiv:1708.07120.</summary>
/// <param name="peak">The largest learning rate.</param>
/// <param name="steps">Steps of the whole cycle.</param>
/// <param name="rise">Share of the steps that the rise takes.</param>
/// <param name="firstDivisor">The first learning rate is the peak divided by this.</param>
/// <param name="lastDivisor">The last learning rate is the first divided by this.</param>
public sealed class OneCycleSchedule(double peak, int steps, double rise = 0.3, double firstDivisor = 25, double lastDivisor = 1e4) : Schedule
{
    /// <inheritdoc/>
    public override double At(int step)
    {
        var first = peak / firstDivisor;
        var top = Math.Max((rise * steps) - 1, 1e-9);
        return step <= top
            ? CosineSchedule.Between(first, peak, step / top)
            : CosineSchedule.Between(peak, first / lastDivisor, (step - top) / Math.Max(steps - 1 - top, 1e-9));
    }
}
