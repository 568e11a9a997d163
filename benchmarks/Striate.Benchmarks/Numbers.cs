using Striate.Kernels;

namespace Striate.Benchmarks;

/// <summary>Numbers to compute with.</summary>
internal static class Numbers
{
    /// <summary>Numbers drawn from the normal distribution, always the same.</summary>
    /// <param name="count">How many.</param>
    public static float[] Normal(long count)
    {
        var rng = new Rng(1);
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)rng.NextNormal();
        }

        return values;
    }
}
