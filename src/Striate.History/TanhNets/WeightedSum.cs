using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>A layer of units that sum their inputs with weights and add a bias, y = Σ w·x + b; units may share both.</summary>
public abstract class WeightedSum : Module
{
    /// <summary>Registers the parameters.</summary>
    /// <param name="weight">What the inputs are weighted with.</param>
    /// <param name="bias">What is added.</param>
    private protected WeightedSum(Parameter weight, Parameter bias) =>
        (Weight, Bias) = (AddParameter("weight", weight), AddParameter("bias", bias));

    /// <summary>What the inputs are weighted with.</summary>
    public Parameter Weight { get; }

    /// <summary>What is added to the sums.</summary>
    public Parameter Bias { get; }

    /// <summary>Counts the connections as the papers do: one for each input of each unit, and one for its bias.</summary>
    /// <param name="output">Shape of the layer's maps, [C, H, W].</param>
    public abstract long CountConnections(Shape output);

    /// <summary>The layer with the squares of its inputs and of its weights in their place, Σ w²·x² + b: its gradients carry curvature back.</summary>
    internal abstract Tensor SumOfSquares(Tensor squares, Tensor squaredWeight, Tensor bias);
}
