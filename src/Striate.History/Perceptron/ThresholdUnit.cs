using System.Numerics.Tensors;

namespace Striate.History;

/// <summary>A unit that says yes or no: the R-unit of a perceptron, y = 1 where w·x − θ &gt; 0, else 0.</summary>
/// <remarks>McCulloch and Pitts, Bulletin of Mathematical Biophysics, 1943; with weights that learn, Rosenblatt, Psychological Review, 1958.</remarks>
/// <param name="inputs">How many numbers it reads.</param>
public sealed class ThresholdUnit(int inputs)
{
    private readonly float[] _weights = new float[inputs];

    /// <summary>The weights w, at first 0.</summary>
    public Span<float> Weights => _weights;

    /// <summary>The threshold θ, at first 0.</summary>
    public float Threshold { get; set; }

    /// <summary>How far it is from changing its mind: w·x − θ.</summary>
    /// <param name="x">As many numbers as it has weights.</param>
    public float Sum(ReadOnlySpan<float> x) => TensorPrimitives.Dot(x, _weights) - Threshold;

    /// <summary>Whether it says yes.</summary>
    /// <param name="x">As many numbers as it has weights.</param>
    public bool Answer(ReadOnlySpan<float> x) => Sum(x) > 0;
}
