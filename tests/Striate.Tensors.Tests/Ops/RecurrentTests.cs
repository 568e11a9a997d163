using Striate.Kernels;
using Striate.Kernels.Recurrent;
using Striate.Kernels.Shaping;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class RecurrentTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Lstm_StatesAndTheLastOnes_GradientsEqualFiniteDifferences(bool batchFirst, bool reverse)
    {
        var g = RecurrentGeometry.Create(3, 2, 4, LstmKernel.Gates, batchFirst, reverse);
        Run(
            [Random(batchFirst ? [2, 3, 16] : [3, 2, 16], 1), Random([2, 4], 2), Random([2, 4], 3), Random([16, 4], 4), Random([16], 5)],
            i =>
            {
                var (states, hidden, cell) = Ops.Lstm(i[0], i[1], i[2], i[3], i[4], batchFirst, reverse);
                return Ops.ConcatChannels(Channels(states), Channels(hidden), Channels(cell));
            },
            i =>
            {
                var y = new double[48];
                LstmKernel.Reference.Forward<double>(g, i[0], i[1], i[2], i[3], i[4], y);
                return [.. y[..24], .. Last(g, y[..24]), .. Last(g, y[24..])];
            });
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Gru_StatesAndTheLast_GradientsEqualFiniteDifferences(bool batchFirst, bool reverse)
    {
        var g = RecurrentGeometry.Create(3, 2, 4, GruKernel.Gates, batchFirst, reverse);
        Run(
            [Random(batchFirst ? [2, 3, 12] : [3, 2, 12], 1), Random([2, 4], 2), Random([12, 4], 4), Random([12], 5)],
            i =>
            {
                var (states, hidden) = Ops.Gru(i[0], i[1], i[2], i[3], batchFirst, reverse);
                return Ops.ConcatChannels(Channels(states), Channels(hidden));
            },
            i =>
            {
                var y = new double[24];
                GruKernel.Reference.Forward<double>(g, i[0], i[1], i[2], i[3], y);
                return [.. y, .. Last(g, y)];
            });
    }

    [Fact]
    public void Both_Replayed_EqualThemselves()
    {
        var (lstm, gru, x) = (Random([16, 4], 1), Random([12, 4], 2), Random([3, 2, 16], 3));
        var replay = Replay.Of(Net, x.Shape);
        x.Span.CopyTo(replay.Input.Span);
        Assert.Equal(Net(x).ToArray(), replay.Run().ToArray());

        Tensor Net(Tensor gates)
        {
            var (states, hidden, _) = Ops.Lstm(gates, null, null, lstm);
            var (last, _) = Ops.Gru(Ops.Reshape(Ops.Linear(Ops.Reshape(states, [6, 4]), Random([12, 4], 4)), [3, 2, 12]), hidden, gru);
            return last;
        }
    }

    [Fact]
    public void Embedding_Gradient_EqualsFiniteDifferences()
    {
        var places = Tensor.From([2, 0, 2, 1, 3, 3], [2, 3]);
        Run([Random([4, 3], 1)], i => Ops.Embedding(places, i[0]), i =>
        {
            var y = new double[18];
            IndexSelectKernel.Reference.Forward<double>(1, 4, 3, i[0], places.Span, y);
            return y;
        });
        Assert.Equal([2, 3, 5], Ops.Embedding(places, Random([4, 5], 1)).Shape);
    }

    [Fact]
    public void Lstm_WrongShapes_SaysWhatIsExpected()
    {
        Assert.Equal(
            "gates [3, 2, 12], weights [16, 4], expected [T, N, 4·H], [4·H, H] and [4·H].",
            Assert.Throws<ShapeException>(() => Ops.Lstm(Tensor.Zeros([3, 2, 12]), null, null, Tensor.Zeros([16, 4]))).Message);
        Assert.Equal(
            "a first state [3, 4], expected [2, 4]: a row for each of the 2 sequences.",
            Assert.Throws<ShapeException>(() => Ops.Gru(Tensor.Zeros([3, 2, 12]), Tensor.Zeros([3, 4]), Tensor.Zeros([12, 4]))).Message);
        Assert.Equal(
            "table [4], expected [V, D]: a row for each word.",
            Assert.Throws<ShapeException>(() => Ops.Embedding(Tensor.Zeros([1]), Tensor.Zeros([4]))).Message);
    }

    private static Tensor Channels(Tensor x) => Ops.Reshape(x, [1, x.Length, 1, 1]);

    private static double[] Last(RecurrentGeometry g, double[] states) =>
        [.. Enumerable.Range(0, g.Samples).SelectMany(n => states.AsSpan(g.Row(g.Steps - 1, n) * g.Hidden, g.Hidden).ToArray())];
}
