namespace Striate.Networks;

/// <summary>The learning rate as a function of the step. It has no state, so that a resumed run needs none of it.</summary>
public abstract class Schedule
{
    /// <summary>The learning rate of one step.</summary>
    /// <param name="step">From 0.</param>
    public abstract double At(int step);

    /// <summary>The same schedule after a linear rise from nearly 0 to its first value.</summary>
    /// <param name="steps">Steps of the rise; the schedule itself begins after them.</param>
    public Schedule WithWarmUp(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return steps == 0 ? this : new WarmUp(this, steps);
    }

    private sealed class WarmUp(Schedule then, int steps) : Schedule
    {
        public override double At(int step) => step < steps ? then.At(0) * (step + 1) / (steps + 1) : then.At(step - steps);
    }
}
