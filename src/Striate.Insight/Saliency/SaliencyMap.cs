using Striate.Tensors;

namespace Striate.Insight;

/// <summary>What one method says of an image.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Note">What there is to say of it, such as what its shares sum to; may be empty.</param>
/// <param name="Map">Shape [1, C, H, W].</param>
public sealed record SaliencyMap(string Method, string Note, Tensor Map);
