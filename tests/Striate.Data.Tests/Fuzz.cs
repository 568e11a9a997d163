using Striate.Kernels;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Data.Tests;

/// <summary>Damaged files: what reads them gives something, or an error of one line that names the file, and takes little memory.</summary>
internal static class Fuzz
{
    public static void Read(byte[] whole, Action<byte[]> read, int rounds = 1500)
    {
        var rng = new Rng((ulong)whole.Length);
        var (refused, before, peak) = (0, GC.GetAllocatedBytesForCurrentThread(), ResidentMemory.Peak);
        for (var round = 0; round < rounds; round++)
        {
            try
            {
                read(Mutation.Of(whole, rng));
            }
            catch (FileFormatException e)
            {
                refused++;
                Assert.Contains(": ", e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
            }
        }

        Assert.InRange(refused, rounds / 20, rounds);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / rounds, 0, 4_000_000);
        Assert.InRange(ResidentMemory.Peak - peak, 0, 256_000_000);
    }
}
