using Striate.Tensors;

namespace Striate.Insight;

/// <summary>What was found to drive a feature.</summary>
/// <param name="Images">Shape [N, C, H, W], as the network takes them.</param>
/// <param name="Activation">The feature's answer to the best of them: the largest of its map.</param>
public sealed record FeatureImages(Tensor Images, float Activation);
