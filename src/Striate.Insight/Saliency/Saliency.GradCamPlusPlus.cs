using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

public static partial class Saliency
{
    /// <summary>
    /// <see cref="GradCam"/> with weights wₖ = Σ aₖ·max(g, 0) over the places of map Aₖ, where g is the gradient and
    /// aₖ = g² / (2·g² + g³·ΣAₖ): several things of one class are found each. Chattopadhay et al., arXiv:1710.11063.
    /// </summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="target">The class; null for the network's answer.</param>
    /// <param name="layer">A layer that makes maps; null as there.</param>
    /// <returns>Shape [1, 1, H, W], not negative.</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    /// <exception cref="ArgumentException">The layer makes no maps, or does not run, or the network has none that does.</exception>
    public static Tensor GradCamPlusPlus(Module network, Tensor image, int? target = null, Module? layer = null) =>
        Weigh(network, image, target, layer, (activations, gradients) =>
        {
            var (total, weight) = (0.0, 0.0);
            foreach (var activation in activations)
            {
                total += activation;
            }

            foreach (var gradient in gradients)
            {
                // g² is left out above and below; where g is not positive nothing is added.
                var below = 2 + (gradient * total);
                weight += gradient > 0 && below != 0 ? gradient / below : 0;
            }

            return weight;
        });
}
