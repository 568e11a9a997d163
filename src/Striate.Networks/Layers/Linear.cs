using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Fully connected layer, y = x·wᵀ + b.</summary>
/// <remarks>Input [..., inFeatures], output [..., outFeatures]: any axes before the last, such as [N, inFeatures] or, of sequences, [T, N, inFeatures].</remarks>
public sealed class Linear : Module
{
    private readonly int _inFeatures, _outFeatures;

    /// <summary>Builds the layer.</summary>
    /// <param name="inFeatures">Numbers of one input.</param>
    /// <param name="outFeatures">Numbers of one output.</param>
    /// <param name="bias">Whether each output has a bias.</param>
    public Linear(int inFeatures, int outFeatures, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        (_inFeatures, _outFeatures) = (inFeatures, outFeatures);
        Weight = AddParameter("weight", new Parameter([outFeatures, inFeatures], Initializer.FanInUniform));
        Bias = bias ? AddParameter("bias", new Parameter([outFeatures], Initializer.Uniform(1 / Math.Sqrt(inFeatures)))) : null;
    }

    /// <summary>Weights, shape [outFeatures, inFeatures].</summary>
    public Parameter Weight { get; }

    /// <summary>Biases, shape [outFeatures], or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"Linear {_inFeatures} → {_outFeatures}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        if (x.Shape.Rank is 2 or 3 && x.Shape[^1] != _inFeatures)
        {
            throw new ShapeException(
                $"input {x.Shape} has {x.Shape[^1]} numbers a {(x.Shape.Rank == 2 ? "sample" : "row")}, expected {_inFeatures}. "
                + $"Check the {(x.Shape.Rank == 2 ? "size of the images" : "layer before")}, or build it with inFeatures: {x.Shape[^1]}.");
        }

        return Ops.Linear(x, Weight, Bias?.Value);
    }
}
