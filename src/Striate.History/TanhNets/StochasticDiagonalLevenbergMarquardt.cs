using System.Numerics.Tensors;
using Striate.Kernels.Update;
using Striate.Networks;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.History;

/// <summary>
/// Gradient descent in which every weight has a step of its own, the smaller the more the cost is curved along it. The curvature is
/// measured on some samples before each pass: second derivatives alone of the same weight, walked back layer by layer, with the
/// term of the activation's own curvature left out, so that none is negative (Gauss and Newton).
/// </summary>
/// <remarks>w ← w − η/(μ + h)·∂E/∂w. Of a layer y = Σ w·x + b with a = f(y): h(y) = f'(y)²·h(a), h(w) = Σ h(y)·x² over all units that
/// share w, h(x) = Σ w²·h(y). LeCun, Bottou, Bengio and Haffner, Proceedings of the IEEE 86(11), 1998, appendix C; Becker and LeCun, 1988.</remarks>
public sealed class StochasticDiagonalLevenbergMarquardt : Optimizer
{
    private const string Slot = "curvature";

    private readonly TanhNet _net;
    private readonly float _mu;
    private readonly Dictionary<Parameter, Tensor> _curvatures;

    /// <summary>Prepares to change a net; its curvature is zero until it is measured.</summary>
    /// <param name="net">Whose weights are learned.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="mu">μ, which keeps steps finite where the cost is flat; above 0.</param>
    public StochasticDiagonalLevenbergMarquardt(TanhNet net, double learningRate, double mu = 0.02)
        : base(net, learningRate, 0, Slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mu);
        (_net, _mu) = (net, (float)mu);
        _curvatures = net.Parameters().Join(State(), p => $"{Slot}/{p.Name}", s => s.Name, (p, s) => (p.Parameter, s.Tensor)).ToDictionary();
    }

    /// <summary>The second derivatives h of a parameter as they were measured last, as many as it has numbers.</summary>
    /// <param name="parameter">One of the net's.</param>
    public ReadOnlySpan<float> CurvatureOf(Parameter parameter) => _curvatures[parameter].Span;

    /// <summary>Measures the curvature: the mean over some samples. Their labels do not matter.</summary>
    /// <param name="x">What <see cref="TanhNet.Input"/> gives.</param>
    public void MeasureCurvature(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = new Scope();
        var states = _net.States(x);
        var curvature = Tensor.Full(states[^1].Shape, (float)(_net.CostCurvature / x.Shape[0]), states[^1].Layout);
        for (var i = _net.Layers.Count - 1; i >= 0; i--)
        {
            curvature = BeforeLayer(_net.Layers[i], states[i], BeforeSquashing(states[i + 1], curvature));
        }
    }

    /// <inheritdoc/>
    protected override void Update(ReadOnlySpan<UpdateTarget> targets)
    {
        foreach (var target in targets)
        {
            var w = target.Weights.Span;
            var g = target.Gradient.Span;
            var h = target.First.Span;
            for (var i = 0; i < w.Length; i++)
            {
                w[i] -= target.LearningRate / (_mu + h[i]) * g[i];
            }
        }
    }

    private static Tensor BeforeSquashing(Tensor state, Tensor curvature)
    {
        var before = Tensor.Uninitialized(state.Shape, state.Layout);
        ScaledTanh.Slope(state.Span, before.Span);
        TensorPrimitives.Multiply(before.Span, before.Span, before.Span);
        TensorPrimitives.Multiply(before.Span, curvature.Span, before.Span);
        return before;
    }

    // A layer is a sum of products: with all factors squared, its gradients are the sums that curvature asks for.
    private Tensor BeforeLayer(WeightedSum layer, Tensor x, Tensor curvature)
    {
        var (squares, weight, bias) = (Leaf(Ops.Square(x)), Leaf(Ops.Square(layer.Weight)), Leaf(layer.Bias.Value.Clone()));
        using (new Tape(seed: 0))
        {
            layer.SumOfSquares(squares, weight, bias).Backward(curvature);
        }

        weight.Grad!.Span.CopyTo(_curvatures[layer.Weight].Span);
        bias.Grad!.Span.CopyTo(_curvatures[layer.Bias].Span);
        return squares.Grad!;
    }

    private static Tensor Leaf(Tensor numbers)
    {
        numbers.RequiresGrad = true;
        return numbers;
    }
}
