using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

public static partial class Saliency
{
    /// <summary><see cref="GuidedBackpropagation"/> times <see cref="GradCam"/>: fine, and of this class. Selvaraju et al., arXiv:1610.02391.</summary>
    /// <param name="network">Gives scores [1, K] and has ReLUs.</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="target">The class; null for the network's answer.</param>
    /// <param name="layer">The layer of Grad-CAM; null as there.</param>
    /// <returns>Shape [1, C, H, W].</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    /// <exception cref="ArgumentException">The layer makes no maps, or does not run, or the network has no ReLU.</exception>
    public static Tensor GuidedGradCam(Module network, Tensor image, int? target = null, Module? layer = null) =>
        Ops.Multiply(GuidedBackpropagation(network, image, target), GradCam(network, image, target, layer)).Clone().Keep();
}
