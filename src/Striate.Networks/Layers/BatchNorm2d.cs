using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Batch normalisation of each channel. See <see cref="Ops.BatchNorm"/> for the formula.</summary>
/// <remarks>Input and output [N, C, H, W] or [N, C]. Ioffe and Szegedy, arXiv:1502.03167.</remarks>
/// <param name="channels">Channels of the input.</param>
/// <param name="momentum">Weight of the newest batch in the running statistics.</param>
/// <param name="epsilon">What is added to the variance.</param>
public sealed class BatchNorm2d(int channels, double momentum = 0.1, double epsilon = 1e-5) : BatchNorm("BatchNorm2d", channels, momentum, epsilon);
