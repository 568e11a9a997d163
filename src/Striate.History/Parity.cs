namespace Striate.History;

/// <summary>The task of telling whether an odd number of inputs is on; of two inputs it is XOR.</summary>
internal static class Parity
{
    /// <summary>All patterns and whether they are odd.</summary>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="off">The number for an input that is off; 1 is the number for one that is on.</param>
    public static IReadOnlyList<(float[] X, bool IsOdd)> Patterns(int inputs, float off) =>
        [.. Enumerable.Range(0, 1 << inputs).Select(bits => (
            Enumerable.Range(0, inputs).Select(i => (bits >> i & 1) == 1 ? 1 : off).ToArray(), int.PopCount(bits) % 2 == 1))];
}
