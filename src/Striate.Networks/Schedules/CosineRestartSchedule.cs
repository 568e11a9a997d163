namespace Striate.Networks;

/// <summary>Half a cosine from the first learning rate down to the last, and again, each time over more steps. Loshchilov and Hutter,
/// arXiv:1608.03983.</summary>
/// <param name="learningRate">The learning rate at each start.</param>
/// <param name="steps">Steps of the first fall, at least 1.</param>
/// <param name="growth">How many times as long each fall is as the one before, at least 1.</param>
/// <param name="last">The learning rate at each end.</param>
/// <exception cref="ArgumentOutOfRangeException">No steps, a growth below 1, or a learning rate that is negative or not finite.</exception>
public sealed class CosineRestartSchedule(double learningRate, int steps, int growth = 1, double last = 0) : Schedule
{
    private readonly double _first = CheckRate(learningRate);
    private readonly int _steps = CheckSteps(steps);
    private readonly int _growth = CheckSteps(growth);
    private readonly double _last = CheckRate(last);

    /// <inheritdoc/>
    public override double At(int step)
    {
        var length = (long)_steps;
        var place = (long)step;
        while (_growth > 1 && place >= length)
        {
            (place, length) = (place - length, length * _growth);
        }

        return CosineSchedule.Between(_first, _last, (double)(place % length) / length);
    }
}
