using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

namespace Striate.History;

/// <summary>Samples in memory as the rows of a tensor, for machines that learn in loops of their own.</summary>
internal static class Rows
{
    private const int Many = 200;

    /// <summary>All places in random order.</summary>
    public static int[] Order(int count, ulong seed)
    {
        var places = Enumerable.Range(0, count).ToArray();
        new Rng(seed).Shuffle<int>(places);
        return places;
    }

    /// <summary>All places in random order, in pieces of one size; the last one may be smaller.</summary>
    public static IEnumerable<int[]> Batches(int count, int size, ulong seed) => Order(count, seed).Chunk(size);

    /// <summary>Some of the rows.</summary>
    /// <param name="data">Shape [N, ...].</param>
    /// <param name="places">Which.</param>
    /// <returns>Shape [places, ...].</returns>
    public static Tensor Of(Tensor data, ReadOnlySpan<int> places)
    {
        var length = data.Length / data.Shape[0];
        var rows = Tensor.Uninitialized(WithCount(data.Shape, places.Length));
        for (var i = 0; i < places.Length; i++)
        {
            data.Span.Slice(places[i] * length, length).CopyTo(rows.Span[(i * length)..]);
        }

        return rows;
    }

    /// <summary>The first rows.</summary>
    public static Tensor First(Tensor data, int count) => Of(data, [.. Enumerable.Range(0, Math.Min(count, data.Shape[0]))]);

    /// <summary>What a module makes of all rows, without gradients, some at a time.</summary>
    /// <returns>Shape [N, outputs].</returns>
    public static Tensor Map(Module module, Tensor data) => Map(module.Forward, data);

    /// <summary>What a function makes of all rows, some at a time.</summary>
    public static Tensor Map(Func<Tensor, Tensor> function, Tensor data)
    {
        Tensor? all = null;
        foreach (var places in Enumerable.Range(0, data.Shape[0]).Chunk(Many))
        {
            using var scope = new Scope();
            var some = function(Of(data, places));
            all ??= Tensor.Uninitialized(WithCount(some.Shape, data.Shape[0])).Keep();
            some.Span.CopyTo(all.Span[(places[0] * (some.Length / places.Length))..]);
        }

        return all ?? throw new ArgumentException("There are no rows.", nameof(data));
    }

    /// <summary>Backpropagation: passes over all places in random order, with steps that grow smaller from pass to pass.</summary>
    /// <param name="optimizer">Changes the net; its learning rate is that of the first pass.</param>
    /// <param name="count">How many samples.</param>
    /// <param name="size">Samples of a step.</param>
    /// <param name="epochs">Passes.</param>
    /// <param name="seed">Decides the order.</param>
    /// <param name="loss">The mean loss of the samples at some places.</param>
    /// <param name="tell">Is told how much is done, after each step.</param>
    /// <param name="ended">Is told of every pass that has ended, from 1.</param>
    public static void Learn(
        Optimizer optimizer, int count, int size, int epochs, ulong seed, Func<int[], Tensor> loss, Action<double> tell, Action<int>? ended = null)
    {
        var rate = optimizer.LearningRate;
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            optimizer.LearningRate = rate * (epochs - epoch) / epochs;
            var done = 0;
            foreach (var places in Batches(count, size, Rng.Hash(seed, (ulong)epoch)))
            {
                using (var tape = new Tape(Rng.Hash(seed, (ulong)epoch, (ulong)done)))
                {
                    loss(places).Backward();
                    optimizer.Step();
                }

                done += places.Length;
                tell((epoch + ((double)done / count)) / epochs);
            }

            ended?.Invoke(epoch + 1);
        }
    }

    /// <summary>The share of rows whose best score is not that of their label.</summary>
    public static double ErrorOf(Module net, Tensor data, int[] labels) => ErrorOf(net.Forward, data, labels);

    /// <summary>The share of rows whose best score is not that of their label.</summary>
    public static double ErrorOf(Func<Tensor, Tensor> scoresOf, Tensor data, int[] labels)
    {
        var scores = Map(scoresOf, data);
        var classes = scores.Shape[1];
        return Enumerable.Range(0, labels.Length).Count(i => TopK.Best(scores.Span.Slice(i * classes, classes)) != labels[i]) / (double)labels.Length;
    }

    private static Shape WithCount(Shape shape, int count) => Shape.Of([count, .. shape.ToArray().AsSpan(1)]);
}
