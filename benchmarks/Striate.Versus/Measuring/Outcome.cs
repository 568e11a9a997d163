using Striate.Versus.Libtorch;

namespace Striate.Versus.Measuring;

/// <summary>What a case came to with some threads.</summary>
/// <param name="Case">The case.</param>
/// <param name="Cost">What one run costs at least.</param>
/// <param name="Limits">What the machine can do with these threads.</param>
/// <param name="Seconds">Striate's median time of a run.</param>
/// <param name="PeerSeconds">The peer's.</param>
/// <param name="Format">The peer's faster memory format.</param>
/// <param name="Agreement">How far the results lie apart.</param>
internal sealed record Outcome(Case Case, Cost Cost, Limits Limits, double Seconds, double PeerSeconds, MemoryFormat Format, Agreement Agreement)
{
    /// <summary>How many times as fast as the peer Striate is.</summary>
    public double Ratio => PeerSeconds / Seconds;

    /// <summary>Striate's speed in the case's unit.</summary>
    public double Value => Case.Unit.Value(Seconds);

    /// <summary>The peer's speed in the case's unit.</summary>
    public double PeerValue => Case.Unit.Value(PeerSeconds);

    /// <summary>Whether Striate is as far ahead as it means to be, and right.</summary>
    public bool Reached => Agreement.Holds && Ratio >= Case.Target;

    /// <summary>The limit of the machine that is nearer, and how near Striate came to it.</summary>
    public (string Name, double Fraction) Limit => Limits.Nearer(Cost, Seconds);
}
