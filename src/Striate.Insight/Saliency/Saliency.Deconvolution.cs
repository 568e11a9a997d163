using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

public static partial class Saliency
{
    /// <summary>The gradient with ReLUs that pass back all that is positive, open or not; max pooling hands it to the places of its
    /// maxima. Zeiler and Fergus, arXiv:1311.2901.</summary>
    /// <param name="network">Gives scores [1, K] and has ReLUs.</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="target">The class; null for the network's answer.</param>
    /// <returns>Shape [1, C, H, W].</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    /// <exception cref="ArgumentException">The network has no ReLU.</exception>
    public static Tensor Deconvolution(Module network, Tensor image, int? target = null) =>
        DeriveWith((_, dy) => MathF.Max(dy, 0), "Deconvolution", network, image, target);
}
