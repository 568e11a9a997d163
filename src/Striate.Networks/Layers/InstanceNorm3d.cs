using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Instance normalisation: each channel of each sample by itself. See <see cref="Ops.InstanceNorm(Tensor, Tensor?, Tensor?, double)"/> for the formula.</summary>
/// <remarks>Input and output [N, C, D, H, W]. Ulyanov, Vedaldi and Lempitsky, arXiv:1607.08022. As in PyTorch it has neither parameters nor
/// running statistics unless asked for.</remarks>
/// <param name="channels">Channels of the input.</param>
/// <param name="momentum">Weight of the newest batch in the running statistics.</param>
/// <param name="epsilon">What is added to the variance.</param>
/// <param name="affine">Whether every channel has a scale and a shift.</param>
/// <param name="trackRunningStats">Whether running statistics are kept, and used when not learning.</param>
public sealed class InstanceNorm3d(int channels, double momentum = 0.1, double epsilon = 1e-5, bool affine = false, bool trackRunningStats = false)
    : InstanceNorm("InstanceNorm3d", channels, momentum, epsilon, affine, trackRunningStats);
