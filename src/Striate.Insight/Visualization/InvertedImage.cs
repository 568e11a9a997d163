using Striate.Tensors;

namespace Striate.Insight;

/// <summary>A picture that was rebuilt from features.</summary>
/// <param name="Image">Shape [1, C, H, W], as the network takes it.</param>
/// <param name="Error">‖Φ(x) − Φ₀‖ / ‖Φ₀‖: how far its features are from those that were given.</param>
public sealed record InvertedImage(Tensor Image, double Error);
