using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>Layers of weighted sums in a row, each followed by 1.7159·tanh(2x/3): what the nets of LeCun's group for digits are made of.</summary>
public abstract class TanhNet : Module
{
    private readonly List<WeightedSum> _layers = [];

    /// <summary>The layers, from the input on.</summary>
    public IReadOnlyList<WeightedSum> Layers => _layers;

    /// <summary>The cost of a sample as its second derivative by each state of the last layer, ∂²E/∂y², where the rule's curvature begins.</summary>
    internal abstract double CostCurvature { get; }

    /// <summary>Makes the input plane of grey pictures.</summary>
    /// <param name="pixels">Shape [N, 1, H, W], from 0 for black to 1 for white; digits are white.</param>
    /// <returns>What <see cref="Module.Forward"/> takes.</returns>
    public abstract Tensor Input(Tensor pixels);

    /// <summary>The states of all layers.</summary>
    /// <param name="x">What <see cref="Input"/> gives.</param>
    /// <returns>Maps [N, C, H, W] of the input and of each layer after its squashing function.</returns>
    public IReadOnlyList<Tensor> States(Tensor x)
    {
        var states = new List<Tensor> { x };
        foreach (var layer in _layers)
        {
            states.Add(ScaledTanh.Apply(layer.Forward(states[^1])));
        }

        return states;
    }

    /// <summary>Registers the next layer.</summary>
    private protected T AddLayer<T>(string name, T layer)
        where T : WeightedSum
    {
        _layers.Add(layer);
        return Add(name, layer);
    }
}
