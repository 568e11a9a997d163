using Striate.Tensors;

namespace Striate.Networks;

/// <summary>RMS normalisation over the last axes. See <see cref="Ops.RmsNorm"/> for the formula.</summary>
/// <remarks>Input and output [..., normalizedShape]. Zhang and Sennrich, arXiv:1910.07467.</remarks>
public sealed class RmsNorm : Module
{
    private readonly Shape _normalizedShape;
    private readonly double _epsilon;

    /// <summary>Builds the layer.</summary>
    /// <param name="normalizedShape">The last axes of the input.</param>
    /// <param name="epsilon">What is added to the mean square.</param>
    public RmsNorm(Shape normalizedShape, double epsilon = 1e-6)
    {
        (_normalizedShape, _epsilon) = (normalizedShape, epsilon);
        Weight = AddParameter("weight", new Parameter(normalizedShape, Initializer.Ones));
    }

    /// <summary>Scale γ, of the normalised shape.</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"RmsNorm {_normalizedShape}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.RmsNorm(x, _normalizedShape, Weight, _epsilon);
}
