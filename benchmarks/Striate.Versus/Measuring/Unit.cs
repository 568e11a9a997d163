namespace Striate.Versus.Measuring;

/// <summary>In what a speed is told: work done in a second, or the time of one run.</summary>
/// <param name="Name">Such as "images/s".</param>
/// <param name="WorkOfRun">Work in one run, in this unit; null for the time itself, in microseconds.</param>
internal sealed record Unit(string Name, double? WorkOfRun)
{
    /// <summary>The time of one run.</summary>
    public static Unit Microseconds { get; } = new("µs", null);

    /// <summary>Images a second.</summary>
    public static Unit Images(int inRun) => new("images/s", inRun);

    /// <summary>Arithmetic a second; a multiply-add counts as two operations.</summary>
    public static Unit Arithmetic(Cost cost) => new("GFLOP/s", 2 * cost.MultiplyAdds / 1e9);

    /// <summary>Memory traffic a second.</summary>
    public static Unit Traffic(Cost cost) => new("GB/s", cost.Bytes / 1e9);

    /// <summary>The speed of runs that take so long.</summary>
    public double Value(double seconds) => WorkOfRun is { } work ? work / seconds : seconds * 1e6;
}
