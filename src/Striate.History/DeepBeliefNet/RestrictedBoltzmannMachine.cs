using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// A layer of visible and one of hidden units with weights between the layers and none within: given one layer, the units of the other
/// are independent. Smolensky, 1986; Hinton, Neural Computation 14, 2002. It learns by <see cref="ContrastiveDivergence"/>.
/// </summary>
/// <remarks>As a module it maps visible units [N, visible] to the means of the hidden ones [N, hidden]. The energy of binary units is
/// E(v, h) = −b·v − c·h − h·W·v; a Gaussian layer has ½‖v − b‖² in the place of −b·v, or ½‖h‖² − c·h in that of −c·h.</remarks>
public sealed class RestrictedBoltzmannMachine : Module
{
    private readonly int _visible, _hidden;

    /// <summary>Builds the machine, with weights drawn from N(0, 0.01²) and biases of 0.</summary>
    /// <param name="visible">Visible units, labels included.</param>
    /// <param name="hidden">Hidden units.</param>
    /// <param name="visibleKind">What a visible unit can say.</param>
    /// <param name="hiddenKind">What a hidden unit can say.</param>
    /// <param name="labels">How many of the visible units, the last ones, stand for a class each: exactly one of them is 1.</param>
    public RestrictedBoltzmannMachine(
        int visible, int hidden, UnitKind visibleKind = UnitKind.Binary, UnitKind hiddenKind = UnitKind.Binary, int labels = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(visible, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(labels);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(labels, visible);
        (_visible, _hidden, VisibleKind, HiddenKind, Labels) = (visible, hidden, visibleKind, hiddenKind, labels);
        Weight = AddParameter("weight", new Parameter([hidden, visible], Initializer.Normal(0.01)));
        VisibleBias = AddParameter("visible_bias", new Parameter([visible], Initializer.Zeros) { WeightDecayScale = 0 });
        HiddenBias = AddParameter("hidden_bias", new Parameter([hidden], Initializer.Zeros) { WeightDecayScale = 0 });
    }

    /// <summary>W, shape [hidden, visible].</summary>
    public Parameter Weight { get; }

    /// <summary>b, shape [visible].</summary>
    public Parameter VisibleBias { get; }

    /// <summary>c, shape [hidden].</summary>
    public Parameter HiddenBias { get; }

    /// <summary>What a visible unit can say.</summary>
    public UnitKind VisibleKind { get; }

    /// <summary>What a hidden unit can say.</summary>
    public UnitKind HiddenKind { get; }

    /// <summary>How many of the visible units stand for a class each.</summary>
    public int Labels { get; }

    /// <inheritdoc/>
    public override string Description => $"RestrictedBoltzmannMachine {_visible} ↔ {_hidden}";

    /// <summary>What is to be expected of the hidden units.</summary>
    /// <param name="visible">Shape [N, visible].</param>
    /// <returns>Shape [N, hidden]: σ(v·Wᵀ + c), or v·Wᵀ + c of Gaussian units.</returns>
    public Tensor HiddenMeans(Tensor visible) => Means(Ops.Linear(visible, Weight, HiddenBias), HiddenKind);

    /// <summary>What is to be expected of the visible units.</summary>
    /// <param name="hidden">Shape [N, hidden].</param>
    /// <returns>Shape [N, visible]: σ(h·W + b), or h·W + b of Gaussian units; the softmax of the labels' part.</returns>
    public Tensor VisibleMeans(Tensor hidden)
    {
        var input = Ops.MatMul(hidden, Weight) + VisibleBias;
        return Labels == 0
            ? Means(input, VisibleKind)
            : Ops.Concat(1, Means(Ops.Narrow(input, 1, 0, _visible - Labels), VisibleKind), Ops.Softmax(Ops.Narrow(input, 1, _visible - Labels, Labels)));
    }

    /// <summary>Draws hidden units.</summary>
    /// <param name="means">What is to be expected of them, shape [N, hidden].</param>
    /// <param name="rng">Where the randomness comes from.</param>
    /// <returns>The same shape.</returns>
    public Tensor SampleHidden(Tensor means, Rng rng) => Sample(means, HiddenKind, rng);

    /// <summary>Draws visible units; of those that stand for classes, one.</summary>
    /// <param name="means">What is to be expected of them, shape [N, visible].</param>
    /// <param name="rng">Where the randomness comes from.</param>
    /// <returns>The same shape.</returns>
    public Tensor SampleVisible(Tensor means, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(rng);
        var drawn = Sample(means, VisibleKind, rng);
        for (var row = 0; row < means.Shape[0] && Labels > 0; row++)
        {
            var part = (((row + 1) * _visible) - Labels)..((row + 1) * _visible);
            drawn.Span[part].Clear();
            drawn.Span[part][Pick(means.Span[part], rng.NextFloat())] = 1;
        }

        return drawn;
    }

    /// <summary>The mean free energy of visible units, F(v) = −log Σₕ exp(−E(v, h)): the lower, the likelier.</summary>
    /// <param name="visible">Shape [N, visible].</param>
    /// <returns>A single number, with a gradient for the parameters: the mean of −b·v − Σ softplus(v·Wᵀ + c); ½‖v − b‖² in the place of the
    /// first term where the visible units are Gaussian, −½‖v·Wᵀ + c‖² in that of the second where the hidden ones are.</returns>
    public Tensor FreeEnergy(Tensor visible)
    {
        ArgumentNullException.ThrowIfNull(visible);
        var input = Ops.Linear(visible, Weight, HiddenBias);
        var hidden = HiddenKind == UnitKind.Binary ? Ops.Sum(Ops.Softplus(input)) : 0.5 * Ops.Sum(Ops.Square(input));
        var own = VisibleKind == UnitKind.Binary ? -Ops.Sum(visible * VisibleBias) : 0.5 * Ops.Sum(Ops.Square(visible - VisibleBias));
        return (own - hidden) * (1.0 / visible.Shape[0]);
    }

    /// <summary>How far what the machine remembers of some inputs is from them: the mean over the inputs of the squared distance.</summary>
    /// <param name="visible">Shape [N, visible].</param>
    public double ReconstructionError(Tensor visible)
    {
        ArgumentNullException.ThrowIfNull(visible);
        using var scope = new Scope();
        return Ops.Sum(Ops.Square(visible - VisibleMeans(HiddenMeans(visible)))).Item() / visible.Shape[0];
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => HiddenMeans(x);

    // The class at which the sum of the probabilities first exceeds a number from [0, 1).
    private static int Pick(ReadOnlySpan<float> probabilities, float number)
    {
        var pick = 0;
        while (pick < probabilities.Length - 1 && number >= probabilities[pick])
        {
            number -= probabilities[pick++];
        }

        return pick;
    }

    private static Tensor Means(Tensor input, UnitKind kind) => kind == UnitKind.Binary ? Ops.Sigmoid(input) : input;

    private static Tensor Sample(Tensor means, UnitKind kind, Rng rng)
    {
        var drawn = Tensor.Uninitialized(means.Shape);
        var from = means.Span;
        var to = drawn.Span;
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = kind == UnitKind.Binary ? (rng.NextFloat() < from[i] ? 1 : 0) : from[i] + (float)rng.NextNormal();
        }

        return drawn;
    }
}
