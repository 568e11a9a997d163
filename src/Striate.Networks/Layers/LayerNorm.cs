using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Layer normalisation over the last axes. See <see cref="Ops.LayerNorm"/> for the formula.</summary>
/// <remarks>Input and output [..., normalizedShape]. Ba, Kiros and Hinton, arXiv:1607.06450.</remarks>
public sealed class LayerNorm : Module
{
    private readonly Shape _normalizedShape;
    private readonly double _epsilon;

    /// <summary>Builds the layer.</summary>
    /// <param name="normalizedShape">The last axes of the input.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="affine">Whether every place has a scale and a shift.</param>
    public LayerNorm(Shape normalizedShape, double epsilon = 1e-5, bool affine = true)
    {
        (_normalizedShape, _epsilon) = (normalizedShape, epsilon);
        Weight = affine ? AddParameter("weight", new Parameter(normalizedShape, Initializer.Ones)) : null;
        Bias = affine ? AddParameter("bias", new Parameter(normalizedShape, Initializer.Zeros)) : null;
    }

    /// <summary>Scale γ, of the normalised shape, or null.</summary>
    public Parameter? Weight { get; }

    /// <summary>Shift β, of the normalised shape, or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"LayerNorm {_normalizedShape}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.LayerNorm(x, _normalizedShape, Weight?.Value, Bias?.Value, _epsilon);
}
