using System.Runtime.InteropServices;
using Striate.Kernels.Update;

namespace Striate.Networks;

/// <summary>Muon: steps of momentum that, seen as matrices, are made orthogonal; biases and the like go by <see cref="AdamW"/>. Jordan et
/// al., "Muon: An optimizer for hidden layers in neural networks", 2024.</summary>
/// <remarks>v ← μ·v + g; d = g + μ·v with Nesterov, else v; w ← (1 − η·λ)·w − η·√max(1, rows/columns)·orthogonal(d). Filters
/// [Out, In, KH, KW] are matrices of Out rows. AdamW has β₁ = 0.9 and β₂ = 0.95 here.</remarks>
public sealed class Muon : Optimizer
{
    private const double Beta1 = 0.9, Beta2 = 0.95, Epsilon = 1e-10;

    private readonly MuonRule _rule;
    private readonly double _othersScale;
    private readonly List<UpdateTarget> _others = [];

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size η.</param>
    /// <param name="momentum">Share μ of the velocity that is kept.</param>
    /// <param name="nesterov">Looks ahead along the velocity.</param>
    /// <param name="iterations">Steps of Newton and Schulz towards the orthogonal matrix.</param>
    /// <param name="weightDecay">λ, apart from the gradient.</param>
    /// <param name="othersScale">The step size of AdamW as a share of η.</param>
    /// <param name="isMatrix">Which parameters go by Muon, of those that have two axes at least; null for all of these. The first and
    /// the last layer are often better left to AdamW.</param>
    public Muon(
        Module network, double learningRate = 0.02, double momentum = 0.95, bool nesterov = true, int iterations = 5, double weightDecay = 0,
        double othersScale = 0.015, Func<string, Parameter, bool>? isMatrix = null)
        : base(
            network, learningRate, weightDecay,
            (name, parameter) => parameter.Shape.Rank >= 2 && isMatrix?.Invoke(name, parameter) is not false ? ["velocity"] : ["mean", "square"])
    {
        Check(momentum, momentum is >= 0 and < 1, "from 0 to below 1");
        Check(iterations, iterations >= 1, "at least 1");
        Check(othersScale, othersScale > 0 && double.IsFinite(othersScale), "above 0");
        (_rule, _othersScale) = (new MuonRule(momentum, nesterov, iterations), othersScale);
    }

    /// <inheritdoc/>
    protected override void Update(ReadOnlySpan<UpdateTarget> targets)
    {
        _others.Clear();
        foreach (var target in targets)
        {
            if (target.Second.IsEmpty)
            {
                MuonKernel.Run(target, _rule);
            }
            else
            {
                _others.Add(target with { LearningRate = (float)(target.LearningRate * _othersScale), WeightDecay = (float)(target.WeightDecay / _othersScale) });
            }
        }

        UpdateKernel.Run(CollectionsMarshal.AsSpan(_others), new AdamRule(Beta1, Beta2, Epsilon, decoupled: true, amsGrad: false, Steps));
    }
}
