namespace Striate.Kernels;

/// <summary>
/// Random numbers that are the same on every machine. The whole state is one number, so that it can be stored; and
/// <see cref="Hash(ulong, ulong)"/> makes independent streams from a seed and a place (epoch, sample, step), which is how
/// shuffling, augmentation and dropout need no state at all. SplitMix64: Steele, Lea and Flood, OOPSLA 2014.
/// </summary>
/// <param name="seed">Any number; equal seeds give equal sequences.</param>
public sealed class Rng(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    [ThreadStatic]
    private static Rng? _default;

    /// <summary>
    /// What draws where no seed is given: first weights and tapes of a hand-written loop. One for each thread, starting
    /// at seed 1; set it to start anew.
    /// </summary>
    public static Rng Default
    {
        get => _default ??= new Rng(1);
        set => _default = value;
    }

    /// <summary>The state: an <see cref="Rng"/> made from it continues the sequence.</summary>
    public ulong State { get; private set; } = seed;

    /// <summary>A number from two, such that neighbouring arguments give unrelated results.</summary>
    /// <param name="a">For example a seed.</param>
    /// <param name="b">For example the number of a step.</param>
    public static ulong Hash(ulong a, ulong b) => Mix(Mix(a + Step) + b);

    /// <summary>A number from three.</summary>
    /// <param name="a">For example a seed.</param>
    /// <param name="b">For example the number of an epoch.</param>
    /// <param name="c">For example the number of a sample.</param>
    public static ulong Hash(ulong a, ulong b, ulong c) => Hash(Hash(a, b), c);

    /// <summary>A number from a text, equal on every machine and in every run.</summary>
    /// <param name="text">For example the name of a parameter.</param>
    public static ulong Hash(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hash = 0UL;
        foreach (var c in text)
        {
            hash = Hash(hash, c);
        }

        return hash;
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits() => Mix(State += Step);

    /// <summary>A float from [0, 1).</summary>
    public float NextFloat() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>A double from [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A float from [low, high).</summary>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound.</param>
    public float NextFloat(float low, float high) => low + ((high - low) * NextFloat());

    /// <summary>A whole number from 0 to count − 1.</summary>
    /// <param name="count">At least 1.</param>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul(NextBits(), (ulong)count, out _);
    }

    /// <summary>A number from the normal distribution with mean 0 and variance 1 (Box and Muller, 1958).</summary>
    public double NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Puts items into a random order (Fisher and Yates).</summary>
    /// <typeparam name="T">Any.</typeparam>
    /// <param name="items">The items, changed in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
