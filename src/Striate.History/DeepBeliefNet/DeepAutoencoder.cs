using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>A net that says its input again through a narrow layer, the code. Hinton and Salakhutdinov, Science 313, 2006.</summary>
/// <remarks>Input [N, inputs], values from 0 to 1. Output [N, inputs], scores whose σ are the values said again.</remarks>
public sealed class DeepAutoencoder : Module
{
    /// <summary>Joins two nets.</summary>
    /// <param name="encoder">From inputs to codes.</param>
    /// <param name="decoder">From codes to scores.</param>
    public DeepAutoencoder(Module encoder, Module decoder) => (Encoder, Decoder) = (Add("encoder", encoder), Add("decoder", decoder));

    /// <summary>From inputs [N, inputs] to codes [N, code].</summary>
    public Module Encoder { get; }

    /// <summary>From codes to scores.</summary>
    public Module Decoder { get; }

    /// <summary>The inputs as the net says them again, shape [N, inputs].</summary>
    /// <param name="x">Shape [N, inputs].</param>
    public Tensor Reconstruct(Tensor x) => Ops.Sigmoid(Forward(x));

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Decoder.Forward(Encoder.Forward(x));
}
