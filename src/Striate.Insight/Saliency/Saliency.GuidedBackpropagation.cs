using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

public static partial class Saliency
{
    /// <summary>The gradient with ReLUs that pass back only what is positive, and only where they were open: what excites,
    /// without what inhibits. Springenberg et al., arXiv:1412.6806.</summary>
    /// <param name="network">Gives scores [1, K] and has ReLUs.</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="target">The class; null for the network's answer.</param>
    /// <returns>Shape [1, C, H, W].</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    /// <exception cref="ArgumentException">The network has no ReLU.</exception>
    public static Tensor GuidedBackpropagation(Module network, Tensor image, int? target = null) =>
        DeriveWith((x, dy) => x > 0 && dy > 0 ? dy : 0, "Guided backpropagation", network, image, target);
}
