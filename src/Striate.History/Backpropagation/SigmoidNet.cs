using Striate.Kernels.Reduce;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// Layers of sigmoid units, each of which reads all of the layer before: the net of Rumelhart, Hinton and Williams. It learns by
/// backpropagation with momentum (<see cref="Sgd"/>) of half the squared error.
/// </summary>
/// <remarks>
/// x = w·y + b, y = 1 / (1 + e⁻ˣ); E = ½ Σ (y − d)²; Δw(t) = −ε · ∂E/∂w + α · Δw(t − 1).
/// Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, Nature 323, 1986.
/// </remarks>
public sealed class SigmoidNet : Module
{
    private readonly Linear[] _layers;

    /// <summary>Builds it, with weights drawn evenly from −0.3 to 0.3, as in the paper.</summary>
    /// <param name="sizes">How many inputs, then how many units in each layer.</param>
    /// <exception cref="ArgumentException">No layer.</exception>
    public SigmoidNet(params IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count < 2)
        {
            throw new ArgumentException($"A SigmoidNet of sizes {string.Join("-", sizes)}; expected the number of inputs and at least one layer.");
        }

        _layers = [.. sizes.Zip(sizes.Skip(1)).Select((size, i) => Add($"layer{i + 1}", Drawn(new Linear(size.First, size.Second), 0.3)))];
    }

    /// <summary>The layers' weights and biases, from the input.</summary>
    public IReadOnlyList<Linear> Layers => _layers;

    /// <inheritdoc/>
    public override string Description => $"SigmoidNet {string.Join("-", _layers.Select(layer => layer.Weight.Shape[1]))}-{_layers[^1].Weight.Shape[0]}";

    /// <summary>E = ½ Σ (y − d)², summed over all outputs and samples.</summary>
    /// <param name="outputs">y.</param>
    /// <param name="desired">d, the same shape.</param>
    public static Tensor Error(Tensor outputs, Tensor desired) => 0.5f * Ops.MeanSquared(outputs, desired, Reduction.Sum);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var y = Ops.Flatten(x);
        foreach (var layer in _layers)
        {
            y = Ops.Sigmoid(layer.Forward(y));
        }

        return y;
    }

    // Weights and biases from −bound to bound.
    internal static Linear Drawn(Linear layer, double bound)
    {
        layer.Weight.Initializer = layer.Bias!.Initializer = Initializer.Uniform(bound);
        return layer;
    }
}
