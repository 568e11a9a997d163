using Striate.Kernels;

namespace Striate.Data;

/// <summary>The order of the samples of an epoch: a function of the seed and the epoch, and of nothing else.</summary>
internal static class SampleOrder
{
    /// <summary>Writes the order.</summary>
    /// <param name="order">A place in the data set for each sample of the epoch.</param>
    /// <param name="data">The data set.</param>
    /// <param name="options">Whether it is shuffled, and balanced.</param>
    /// <param name="epoch">Which one, from 0.</param>
    public static void Fill(Span<int> order, Dataset data, DataLoaderOptions options, int epoch)
    {
        if (options.Balance)
        {
            DrawBalanced(order, data, options.Seed, epoch);
        }
        else
        {
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }
        }

        if (options.Shuffle || options.Balance)
        {
            new Rng(Rng.Hash(options.Seed, (ulong)epoch)).Shuffle(order);
        }
    }

    // Classes take turns; which of them comes once more than others goes round from epoch to epoch.
    private static void DrawBalanced(Span<int> order, Dataset data, ulong seed, int epoch)
    {
        var classes = Enumerable.Range(0, data.Count).GroupBy(data.LabelOf).OrderBy(members => members.Key).Select(members => members.ToArray()).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            var (turn, number) = (i / classes.Length, (i + epoch) % classes.Length);
            var members = classes[number];
            if (turn % members.Length == 0)
            {
                new Rng(Rng.Hash(Rng.Hash(seed, (ulong)epoch), (ulong)number, (ulong)(turn / members.Length))).Shuffle<int>(members);
            }

            order[i] = members[turn % members.Length];
        }
    }
}
