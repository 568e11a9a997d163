namespace Striate.Versus.Measuring;

/// <summary>What the machine can do at most with some threads, measured.</summary>
/// <param name="Threads">How many threads.</param>
/// <param name="MultiplyAddsPerSecond">Fused multiply-adds of floats.</param>
/// <param name="BytesPerSecond">Bytes read and written by copying large blocks.</param>
internal sealed record Limits(int Threads, double MultiplyAddsPerSecond, double BytesPerSecond)
{
    /// <summary>Measures the machine.</summary>
    /// <param name="threads">How many threads.</param>
    public static Limits Measure(int threads) => new(threads, MultiplyAddPeak.Measure(threads), CopyPeak.Measure(threads));

    /// <summary>How near a run came to the limit that is nearer to it: "fma" or "copy".</summary>
    /// <param name="cost">What the run costs at least.</param>
    /// <param name="seconds">How long it took.</param>
    public (string Name, double Fraction) Nearer(Cost cost, double seconds)
    {
        var arithmetic = cost.MultiplyAdds / MultiplyAddsPerSecond;
        var traffic = cost.Bytes / BytesPerSecond;
        return arithmetic >= traffic ? ("fma", arithmetic / seconds) : ("copy", traffic / seconds);
    }
}
