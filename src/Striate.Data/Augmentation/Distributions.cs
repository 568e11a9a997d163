using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>Random numbers from further distributions.</summary>
internal static class Distributions
{
    /// <summary>A number from the symmetric beta distribution, from 0 to 1: even at α = 1, near to 0 or 1 at small α.</summary>
    public static double NextBeta(this Rng rng, double alpha)
    {
        var (a, b) = (rng.NextGamma(alpha), rng.NextGamma(alpha));

        // Both may vanish where α is tiny; what remains of the distribution then is a coin.
        return a + b > 0 ? a / (a + b) : rng.NextInt(2);
    }

    /// <summary>A number from the gamma distribution with scale 1 (Marsaglia and Tsang, ACM Transactions on Mathematical Software, 2000).</summary>
    public static double NextGamma(this Rng rng, double shape)
    {
        if (shape < 1)
        {
            return rng.NextGamma(shape + 1) * Math.Pow(1 - rng.NextDouble(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        while (true)
        {
            var x = rng.NextNormal();
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - rng.NextDouble()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
