using Striate.Kernels;

namespace Striate.History;

/// <summary>Layers of Adalines, each of which reads what all of the layer before answer, 1 or −1: many Adalines.</summary>
/// <remarks>Winter and Widrow, Madaline Rule II: a training algorithm for neural networks, IEEE ICNN, 1988.</remarks>
public sealed class Madaline
{
    private readonly Adaline[][] _layers;

    /// <summary>Builds it with small weights of chance.</summary>
    /// <param name="seed">Equal seeds give equal weights.</param>
    /// <param name="sizes">How many inputs, then how many Adalines in each layer.</param>
    /// <exception cref="ArgumentException">No layer, or one of no Adaline.</exception>
    public Madaline(ulong seed, params IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count < 2 || sizes.Any(size => size < 1))
        {
            throw new ArgumentException($"A Madaline of sizes {string.Join("-", sizes)}; expected the number of inputs and at least one layer, each of 1 or more.");
        }

        var rng = new Rng(seed);
        _layers = [.. sizes.Zip(sizes.Skip(1), (inputs, units) => Enumerable.Range(0, units).Select(_ => Draw(inputs, rng)).ToArray())];
    }

    /// <summary>The layers, the last of which answers.</summary>
    public IReadOnlyList<IReadOnlyList<Adaline>> Layers => _layers;

    /// <summary>The sums of the last layer.</summary>
    /// <param name="x">As many numbers as there are inputs.</param>
    public float[] Sums(ReadOnlySpan<float> x)
    {
        var from = x;
        for (var layer = 0; layer < _layers.Length - 1; layer++)
        {
            from = Answers(SumsOf(layer, from));
        }

        return SumsOf(_layers.Length - 1, from);
    }

    /// <summary>What the last layer answers, 1 or −1 each.</summary>
    /// <param name="x">As many numbers as there are inputs.</param>
    public float[] Answer(ReadOnlySpan<float> x) => Answers(Sums(x));

    /// <summary>The sums of a layer, from what the layer before answers.</summary>
    internal float[] SumsOf(int layer, ReadOnlySpan<float> from)
    {
        var sums = new float[_layers[layer].Length];
        for (var unit = 0; unit < sums.Length; unit++)
        {
            sums[unit] = _layers[layer][unit].Sum(from);
        }

        return sums;
    }

    internal static float[] Answers(float[] sums) => Array.ConvertAll(sums, sum => (float)Adaline.SignOf(sum));

    private static Adaline Draw(int inputs, Rng rng)
    {
        var unit = new Adaline(inputs) { Bias = rng.NextFloat(-1, 1) };
        foreach (ref var weight in unit.Weights)
        {
            weight = rng.NextFloat(-1, 1) / MathF.Sqrt(inputs);
        }

        return unit;
    }
}
