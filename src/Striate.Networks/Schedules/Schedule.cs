using System.Globalization;
using System.Runtime.CompilerServices;

namespace Striate.Networks;

/// <summary>The learning rate as a function of the step. It has no state, so that a resumed run needs none of it.</summary>
public abstract class Schedule
{
    /// <summary>The learning rate of one step.</summary>
    /// <param name="step">From 0.</param>
    public abstract double At(int step);

    /// <summary>The same schedule after a linear rise from nearly 0 to its first value.</summary>
    /// <param name="steps">Steps of the rise; the schedule itself begins after them.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of steps.</exception>
    public Schedule WithWarmUp(int steps)
    {
        return Check(steps, steps >= 0, "of at least 0") == 0 ? this : new WarmUp(this, steps);
    }

    /// <summary>A number, if it is in its range.</summary>
    private protected static T Check<T>(T value, bool isRight, string range, [CallerArgumentExpression(nameof(value))] string name = "") => isRight
        ? value
        : throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"Learning rate schedule: {name} is {value}, expected a number {range}."));

    /// <summary>A learning rate, if it is one.</summary>
    private protected static double CheckRate(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Check(value, value >= 0 && double.IsFinite(value), "of at least 0", name);

    /// <summary>A number of steps, if there are any.</summary>
    private protected static int CheckSteps(int value, [CallerArgumentExpression(nameof(value))] string name = "") => Check(value, value >= 1, "of at least 1", name);

    private sealed class WarmUp(Schedule then, int steps) : Schedule
    {
        public override double At(int step) => step < steps ? then.At(0) * (step + 1) / (steps + 1) : then.At(step - steps);
    }
}
