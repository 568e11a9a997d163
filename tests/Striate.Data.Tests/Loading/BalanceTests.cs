using CsCheck;

namespace Striate.Data.Tests.Loading;

public class BalanceTests
{
    [Fact]
    public void Epoch_OfUnequalClasses_HasThemAlike() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 10], Gen.Int[1, 5], Gen.ULong).Sample((large, small, single, seed) =>
        {
            var data = Unequal(large, small, single);
            var order = Order(data, seed, epoch: 3);
            var counts = order.CountBy(data.LabelOf).Select(pair => pair.Value).ToArray();
            Assert.Equal(data.Count, order.Length);
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
            foreach (var pictures in order.GroupBy(data.LabelOf))
            {
                // Those of a class come equally often, so that none is left out of a small one.
                var times = Enumerable.Range(0, data.Count).Where(i => data.LabelOf(i) == pictures.Key).Select(i => pictures.Count(p => p == i)).ToArray();
                Assert.InRange(times.Max() - times.Min(), 0, 1);
            }
        });

    [Fact]
    public void Epoch_OtherThreadsAndEpochs_IsAFunctionOfSeedAndEpoch()
    {
        var data = Unequal(30, 5, 1);
        Assert.Equal(Order(data, 1, 2), Order(data, 1, 2, threads: 3));
        Assert.NotEqual(Order(data, 1, 2), Order(data, 1, 3));
        Assert.NotEqual(Order(data, 1, 2), Order(data, 2, 2));
    }

    private static int[] Order(Dataset data, ulong seed, int epoch, int threads = 0)
    {
        var loader = new DataLoader(data, 4, new DataLoaderOptions { Balance = true, Seed = seed, Threads = threads });
        return [.. loader.Epoch(epoch).SelectMany(batch => batch.Indices.ToArray())];
    }

    private static PictureSet Unequal(params int[] counts)
    {
        var labels = counts.SelectMany((count, label) => Enumerable.Repeat(label, count)).ToArray();
        return new PictureSet("unequal", [.. labels.Select((_, i) => new Picture([(byte)i], 1, 1, 1))], labels, [.. counts.Select((_, i) => $"class {i}")]);
    }
}
