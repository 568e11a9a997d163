using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

public static partial class Saliency
{
    /// <summary>The gradient ∂s/∂x of a class's score s: how much it would change with each number of the image.
    /// Simonyan, Vedaldi and Zisserman, arXiv:1312.6034.</summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="target">The class; null for the network's answer.</param>
    /// <returns>Shape [1, C, H, W].</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    public static Tensor Gradient(Module network, Tensor image, int? target = null) => Derive(network, image, target).Gradient;
}
