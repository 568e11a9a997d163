using System.Numerics.Tensors;
using Striate.Data;
using Striate.Insight;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.History;

/// <summary>Digits as Adalines see them: 0 for paper to 1 for ink, and ±1 for each class wanted.</summary>
internal sealed class InkDigits
{
    /// <summary>Rows and columns.</summary>
    public const int Side = 14;

    private const int Batch = 1000;

    private readonly DigitSet _set;

    private InkDigits(DigitSet set) => _set = set;

    /// <summary>How many.</summary>
    public int Count => _set.Count;

    /// <summary>Numbers of a picture.</summary>
    public int Length => _set.Length;

    /// <summary>How many classes.</summary>
    public int Classes => _set.Classes;

    public static InkDigits Of(Dataset data) => new(DigitSet.Of(data, Side));

    public ReadOnlyMemory<float> Picture(int place) => _set.Memory(place);

    /// <summary>What is wanted: 1 for its class, −1 for all others.</summary>
    public float[] Desired(int place)
    {
        var desired = new float[Classes];
        Array.Fill(desired, -1);
        desired[_set.Labels[place]] = 1;
        return desired;
    }

    /// <summary>All places in an order of chance.</summary>
    public int[] Order(ulong seed) => Rows.Order(Count, seed);

    /// <summary>The share of pictures whose largest sum is not that of their class.</summary>
    public double ErrorOf(Func<ReadOnlyMemory<float>, float[]> sums) =>
        (double)Enumerable.Range(0, Count).Count(i => TensorPrimitives.IndexOfMax<float>(sums(Picture(i))) != _set.Labels[i]) / Count;

    /// <summary>The share of pictures for which not all answers are as wanted.</summary>
    public double CodeErrorOf(Func<ReadOnlyMemory<float>, float[]> answers) =>
        (double)Enumerable.Range(0, Count).Count(i => !answers(Picture(i)).AsSpan().SequenceEqual(Desired(i))) / Count;

    /// <summary>An Adaline for each class, with the least-squares weights.</summary>
    /// <param name="step">Is called now and then.</param>
    public Adaline[] LeastSquares(Action step)
    {
        var size = Length + 1;
        var (moments, products) = (new double[size * size], new double[Classes * size]);
        foreach (var places in Enumerable.Range(0, Count).Chunk(Batch))
        {
            step();
            using var scope = new Scope();
            var x = Ops.Concat(1, Rows.Of(_set.Table(), places), Tensor.Full([places.Length, 1], 1));
            var desired = Tensor.From(places.SelectMany(Desired).ToArray(), [places.Length, Classes]);
            Add(Ops.MatMul(x, x, transposeA: true).Span, moments);
            Add(Ops.MatMul(desired, x, transposeA: true).Span, products);
        }

        // Pixels that are paper in all pictures leave their weights open; a little of the ridge makes them 0.
        var solver = new LinearSystem(moments, size, ridge: 1e-3 * Count);
        return [.. Enumerable.Range(0, Classes).Select(label =>
        {
            var solved = solver.Solve(products.AsSpan(label * size, size));
            var unit = new Adaline(Length) { Bias = (float)solved[Length] };
            TensorPrimitives.ConvertTruncating<double, float>(solved.AsSpan(0, Length), unit.Weights);
            return unit;
        })];
    }

    private static void Add(ReadOnlySpan<float> batch, double[] sum)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += batch[i];
        }
    }
}
