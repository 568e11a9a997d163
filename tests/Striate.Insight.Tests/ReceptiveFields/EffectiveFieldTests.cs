using Striate.Kernels.Threading;
using Striate.Networks;

namespace Striate.Insight.Tests;

public sealed class EffectiveFieldTests
{
    [Fact]
    public void Of_TwoLinearLayers_ProductOfTheirWindows()
    {
        var network = new Sequential
        {
            new Conv2d(1, 1, 3, padding: 1, bias: false).Fill([.. Enumerable.Repeat(1f, 9)]), new Conv2d(1, 1, 3, padding: 1, bias: false).Fill([.. Enumerable.Repeat(1f, 9)]),
        };
        var field = EffectiveField.Of(network, [1, 11, 11], network[1], samples: 2);
        Assert.Equal((5, 5), (field.Rows.Size, field.Columns.Size));
        Assert.Equal((3, 3), field.Corner);
        Assert.Equal(5, field.Side);
        int[] steps = [1, 2, 3, 2, 1];
        for (var row = 0; row < 11; row++)
        {
            for (var column = 0; column < 11; column++)
            {
                var inside = row is >= 3 and <= 7 && column is >= 3 and <= 7;
                Assert.Equal(inside ? 2 * steps[row - 3] * steps[column - 3] : 0, field.Effect[0, 0, row, column], 0.001f);
            }
        }
    }

    [Fact]
    public void Of_EndedAtOnce_TheMeanOfOne()
    {
        var network = Seen.Network();
        var done = 0;
        EffectiveField.Of(network, [1, 9, 9], network[0], samples: 5, step: n => done = n, cancel: new CancellationToken(canceled: true));
        Assert.Equal(1, done);
    }

    [Fact]
    public void Of_OneAndTwoThreads_SameBits()
    {
        var network = Seen.Network();
        var before = Workers.Count;
        try
        {
            Workers.Count = 1;
            var one = EffectiveField.Of(network, [1, 24, 24], network[2], samples: 3, seed: 7).Effect.ToArray();
            Workers.Count = 2;
            Assert.Equal(one, EffectiveField.Of(network, [1, 24, 24], network[2], samples: 3, seed: 7).Effect.ToArray());
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Of_LayerWithoutMaps_SaysSo()
    {
        var network = new Sequential { new Conv2d(1, 2, 3), new Flatten(), new Linear(2 * 7 * 7, 3) };
        network.Initialize(1);
        Assert.Throws<ArgumentException>(() => EffectiveField.Of(network, [1, 9, 9], network[2]));
    }
}
