using Striate.Kernels;
using Striate.Tensors;

namespace Striate.History.Tests;

public class TableConv2dTests
{
    private static readonly ConnectionTable Table = ConnectionTable.Of(3, [0, 2], [1], [0, 1, 2]);

    [Fact]
    public void Forward_ByATable_SumsOverTheMapsThatAreSeen()
    {
        var layer = new TableConv2d(Table, 3, stride: 2, padding: 1, background: -1, unitBiases: 3);
        layer.Initialize(1);
        var x = Tensor.Normal([2, 3, 5, 5], new Rng(2));
        var y = layer.Forward(x);
        Assert.Equal([2, 3, 3, 3], y.Shape);
        Each(y.Shape, (n, map, row, column) => Assert.Equal(Naive(layer, x, n, map, row, column), y[n, map, row, column], 1e-4f));
    }

    [Fact]
    public void Forward_WhereTheKernelCoversAll_SumsOverEverything()
    {
        var layer = new TableConv2d(ConnectionTable.Full(2, 3), 4);
        layer.Initialize(1);
        var x = Tensor.Normal([2, 2, 4, 4], new Rng(2), Layout.ChannelsLast);
        var y = layer.Forward(x);
        Assert.Equal([2, 3, 1, 1], y.Shape);
        Each(y.Shape, (n, map, _, _) =>
        {
            var sum = layer.Bias.Value[map];
            Each([1, 2, 4, 4], (_, from, row, column) => sum += layer.Weight.Value[(map * 2) + from, row, column] * x[n, from, row, column]);
            Assert.Equal(sum, y[n, map, 0, 0], 1e-4f);
        });
    }

    [Fact]
    public void Backward_ByATable_GivesTheGradientOfEveryKernel()
    {
        var layer = new TableConv2d(Table, 3);
        layer.Initialize(1);
        var x = Tensor.Normal([2, 3, 5, 5], new Rng(2));
        using (new Tape(seed: 0))
        {
            Ops.Sum(Ops.Square(layer.Forward(x))).Backward();
        }

        var weight = layer.Weight.Value;
        for (var i = 0; i < weight.Length; i += 5)
        {
            const float Step = 1e-2f;
            var kept = weight.Span[i];
            weight.Span[i] = kept + Step;
            var above = Ops.Sum(Ops.Square(layer.Forward(x))).Item();
            weight.Span[i] = kept - Step;
            var below = Ops.Sum(Ops.Square(layer.Forward(x))).Item();
            weight.Span[i] = kept;
            Assert.Equal((above - below) / (2 * Step), layer.Weight.Grad!.Span[i], 0.05f);
        }
    }

    [Fact]
    public void CountConnections_OfUnits_CountsInputsAndBiases() =>
        Assert.Equal(9 * ((6 * 9) + 3), new TableConv2d(Table, 3).CountConnections([3, 3, 3]));

    [Fact]
    public void Forward_OfOtherMaps_Throws() =>
        Assert.Throws<ShapeException>(() => new TableConv2d(Table, 3).Forward(Tensor.Zeros([1, 2, 5, 5])));

    private static float Naive(TableConv2d layer, Tensor x, int n, int map, int row, int column)
    {
        var sum = layer.Bias.Value[map, row, column];
        var kernel = Table.Seen.Take(map).Sum(maps => maps.Count);
        foreach (var from in Table.Seen[map])
        {
            for (var u = 0; u < 9; u++)
            {
                var (r, c) = ((2 * row) + (u / 3) - 1, (2 * column) + (u % 3) - 1);
                sum += layer.Weight.Value[kernel, u / 3, u % 3] * (r is < 0 or > 4 || c is < 0 or > 4 ? -1 : x[n, from, r, c]);
            }

            kernel++;
        }

        return sum;
    }

    private static void Each(Shape shape, Action<int, int, int, int> what)
    {
        for (var i = 0; i < shape.Size; i++)
        {
            var rest = i;
            var column = rest % shape[3];
            rest /= shape[3];
            var row = rest % shape[2];
            rest /= shape[2];
            what(rest / shape[1], rest % shape[1], row, column);
        }
    }
}
