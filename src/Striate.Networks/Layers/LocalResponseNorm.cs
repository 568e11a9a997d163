using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Divides each activation by its neighbours' strength across channels. See <see cref="Ops.LocalResponseNorm"/>.</summary>
/// <remarks>Input and output [N, C, H, W]. Krizhevsky, Sutskever and Hinton, 2012, section 3.3.</remarks>
/// <param name="size">Channels in the neighbourhood.</param>
/// <param name="alpha">Factor of the mean square.</param>
/// <param name="beta">Exponent.</param>
/// <param name="k">What is added to the mean square.</param>
public sealed class LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1) : Module
{
    /// <inheritdoc/>
    public override string Description => $"LocalResponseNorm over {size} channels";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.LocalResponseNorm(x, size, alpha, beta, k);
}
