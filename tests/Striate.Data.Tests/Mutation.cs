using Striate.Kernels;

namespace Striate.Data.Tests;

/// <summary>Damage as it happens to files, drawn at random.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] whole, Rng rng)
    {
        var bytes = (byte[])whole.Clone();
        for (var n = rng.NextInt(3); n >= 0; n--)
        {
            // Half of the hits go to the header, where they do the most harm.
            var at = rng.NextInt(rng.NextInt(2) == 0 ? Math.Min(64, bytes.Length) : bytes.Length);
            bytes[at] = rng.NextInt(3) switch
            {
                0 => 0xFF,
                1 => (byte)rng.NextInt(256),
                _ => (byte)(bytes[at] ^ (1 << rng.NextInt(8))),
            };
        }

        return rng.NextInt(3) == 0 ? bytes[..rng.NextInt(bytes.Length)] : bytes;
    }
}
