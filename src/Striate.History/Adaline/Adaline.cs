using System.Numerics.Tensors;

namespace Striate.History;

/// <summary>Widrow and Hoff's adaptive linear neuron: it sums like a linear unit, learns from the sum, and answers with its sign.</summary>
/// <remarks>s = w·x + b, y = 1 where s ≥ 0, else −1. Widrow and Hoff, Adaptive switching circuits, IRE WESCON Convention Record, 1960.</remarks>
/// <param name="inputs">How many numbers it reads.</param>
public sealed class Adaline(int inputs)
{
    private readonly float[] _weights = new float[inputs];

    /// <summary>The weights w, at first 0.</summary>
    public Span<float> Weights => _weights;

    /// <summary>The weight b of an input that is always 1, at first 0.</summary>
    public float Bias { get; set; }

    /// <summary>The sum s, from which it learns.</summary>
    /// <param name="x">As many numbers as it has weights.</param>
    public float Sum(ReadOnlySpan<float> x) => TensorPrimitives.Dot(x, _weights) + Bias;

    /// <summary>What it answers, 1 or −1.</summary>
    /// <param name="x">As many numbers as it has weights.</param>
    public int Answer(ReadOnlySpan<float> x) => SignOf(Sum(x));

    internal static int SignOf(float sum) => sum >= 0 ? 1 : -1;
}
