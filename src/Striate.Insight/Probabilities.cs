using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>What a network thinks of one image.</summary>
public static class Probabilities
{
    /// <summary>The probability of each class: the softmax of the scores of a network at rest.</summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <returns>K numbers.</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    public static float[] Of(Module network, Tensor image)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        using var rest = new AtRest(network);
        using var scope = new Scope();
        var scores = network.Forward(image);
        return scores.Shape is [1, _]
            ? Ops.Softmax(scores).ToArray()
            : throw new ShapeException($"The network gives {scores.Shape} for images {image.Shape}, expected scores of classes for one, [1, K]. Take a network that classifies, and one image.");
    }
}
