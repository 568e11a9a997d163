using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// Adds rows and columns around images: zeros, a mirror image, the outermost pixels, or those of the other side. See
/// <see cref="Ops.Pad(Tensor, Padding2d, PadMode, float)"/>.
/// </summary>
/// <remarks>Input [N, C, H, W], output [N, C, H + top + bottom, W + left + right].</remarks>
/// <param name="padding">Rows and columns on each side.</param>
/// <param name="mode">What they are filled with.</param>
/// <param name="value">The value, with <see cref="PadMode.Constant"/>.</param>
public sealed class Pad2d(Padding2d padding, PadMode mode = PadMode.Constant, float value = 0) : Module
{
    /// <inheritdoc/>
    public override string Description => $"Pad2d {padding}, {mode}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Pad(x, padding, mode, value);
}
