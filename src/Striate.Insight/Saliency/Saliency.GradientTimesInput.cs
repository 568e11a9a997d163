using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;
using static Striate.Insight.Numbers;

namespace Striate.Insight;

public static partial class Saliency
{
    /// <summary>x · ∂s/∂x: what each number of the image adds to the score s, were the network linear. Shrikumar et al., arXiv:1605.01713.</summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="target">The class; null for the network's answer.</param>
    /// <returns>Shape [1, C, H, W].</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    public static Tensor GradientTimesInput(Module network, Tensor image, int? target = null) =>
        Map(Gradient(network, image, target), image, (gradient, x) => gradient * x);
}
