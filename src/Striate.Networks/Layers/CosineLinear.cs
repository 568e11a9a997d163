using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The cosines of the angles between an embedding and learned directions, one for each class: the last layer before
/// <see cref="ArcFaceLoss"/>.</summary>
/// <remarks>Input [N, inFeatures], output [N, outFeatures], from −1 to 1: y = x·wᵀ / (|x|·|w|).</remarks>
public sealed class CosineLinear : Module
{
    private readonly int _inFeatures, _outFeatures;

    /// <summary>Builds the layer.</summary>
    /// <param name="inFeatures">Numbers of an embedding.</param>
    /// <param name="outFeatures">Classes.</param>
    public CosineLinear(int inFeatures, int outFeatures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        (_inFeatures, _outFeatures) = (inFeatures, outFeatures);
        Weight = AddParameter("weight", new Parameter([outFeatures, inFeatures], Initializer.Xavier()));
    }

    /// <summary>Directions, shape [outFeatures, inFeatures].</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"CosineLinear {_inFeatures} → {_outFeatures}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        if (x.Shape.Rank == 2 && x.Shape[1] != _inFeatures)
        {
            throw new ShapeException(
                $"input {x.Shape} has {x.Shape[1]} numbers a sample, expected {_inFeatures}. Check the layer before, or build it with inFeatures: {x.Shape[1]}.");
        }

        return Ops.Linear(Ops.NormalizeRows(x), Ops.NormalizeRows(Weight));
    }
}
