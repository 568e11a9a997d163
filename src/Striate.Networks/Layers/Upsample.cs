using System.Globalization;
using System.Runtime.CompilerServices;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Images of another size. See <see cref="Ops.Resize(Tensor, Size2d, ResizeMode, bool, bool)"/>.</summary>
/// <remarks>Input [N, C, H, W], output [N, C, OH, OW].</remarks>
public sealed class Upsample : Module
{
    private readonly Size2d? _outputSize;
    private readonly double _scaleFactor;
    private readonly ResizeMode _mode;
    private readonly bool _alignCorners;

    /// <summary>Enlarges by a factor.</summary>
    /// <param name="scaleFactor">The factor s, more than 0: the output has ⌊s·H⌋ rows and ⌊s·W⌋ columns.</param>
    /// <param name="mode">How a new pixel is made of the old ones.</param>
    /// <param name="alignCorners">Whether the centres of the corner pixels stay where they are; else their outer edges do.</param>
    [OverloadResolutionPriority(1)]
    public Upsample(double scaleFactor, ResizeMode mode = ResizeMode.Nearest, bool alignCorners = false) =>
        (_scaleFactor, _mode, _alignCorners) = (scaleFactor, mode, alignCorners);

    /// <summary>Resizes to a size, whatever that of the input.</summary>
    /// <param name="outputSize">Height and width of the output.</param>
    /// <param name="mode">How a new pixel is made of the old ones.</param>
    /// <param name="alignCorners">Whether the centres of the corner pixels stay where they are; else their outer edges do.</param>
    public Upsample(Size2d outputSize, ResizeMode mode = ResizeMode.Nearest, bool alignCorners = false) =>
        (_outputSize, _mode, _alignCorners) = (outputSize, mode, alignCorners);

    /// <inheritdoc/>
    public override string Description =>
        string.Create(CultureInfo.InvariantCulture, $"Upsample {(_outputSize is { } size ? $"to {size}" : $"×{_scaleFactor}")}, {_mode}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => _outputSize is { } size
        ? Ops.Resize(x, size, _mode, _alignCorners)
        : Ops.Resize(x, _scaleFactor, _mode, _alignCorners);
}
