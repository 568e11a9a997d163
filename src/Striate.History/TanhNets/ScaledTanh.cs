using System.Numerics.Tensors;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.History;

/// <summary>
/// The squashing function of LeCun's nets, f(x) = 1.7159·tanh(2x/3): f(±1) = ±1, and its second derivative is largest there.
/// LeCun, Generalization and network design strategies, 1989; appendix A of the paper of 1998.
/// </summary>
internal static class ScaledTanh
{
    public const float Amplitude = 1.7159f;
    private const float Steepness = 2f / 3;

    /// <summary>The function of every number.</summary>
    public static Tensor Apply(Tensor x)
    {
        var y = Tensor.From(x.Shape, x.Layout, y =>
        {
            TensorPrimitives.Multiply(x.Span, Steepness, y);
            TensorPrimitives.Tanh(y, y);
            TensorPrimitives.Multiply(y, Amplitude, y);
        });
        return Tape.Record("ScaledTanh", [x], y, null, dy => x.ReceiveGrad(dx =>
        {
            Slope(y.Span, dx);
            TensorPrimitives.Multiply(dx, dy.Span, dx);
        }));
    }

    /// <summary>The slope where the function has given y: S·(A − y²/A).</summary>
    public static void Slope(ReadOnlySpan<float> y, Span<float> slope)
    {
        TensorPrimitives.Multiply(y, y, slope);
        TensorPrimitives.Multiply(slope, -Steepness / Amplitude, slope);
        TensorPrimitives.Add(slope, Steepness * Amplitude, slope);
    }
}
