using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Adds rows and columns around images.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="padding">Rows and columns on each side.</param>
    /// <param name="mode">What they are filled with.</param>
    /// <param name="value">The value, with <see cref="PadMode.Constant"/>.</param>
    /// <returns>Shape [N, C, H + top + bottom, W + left + right].</returns>
    /// <exception cref="ShapeException">Not images, or padding that is negative or longer than the image that is to fill it.</exception>
    public static Tensor Pad(Tensor x, Padding2d padding, PadMode mode = PadMode.Constant, float value = 0) =>
        Pad(Images(x), [0, 0, (padding.Top, padding.Bottom), (padding.Left, padding.Right)], mode, value);

    /// <summary>Adds places before and after any axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="padding">For each axis, outermost first.</param>
    /// <param name="mode">What the places are filled with; along several axes, those of one after another.</param>
    /// <param name="value">The value, with <see cref="PadMode.Constant"/>.</param>
    /// <returns>The shape with each size enlarged by its padding; images stay channels-last.</returns>
    /// <exception cref="ShapeException">Not one padding for each axis, or one that is negative or longer than the axis that is to fill it.</exception>
    public static Tensor Pad(Tensor x, ReadOnlySpan<AxisPadding> padding, PadMode mode = PadMode.Constant, float value = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (padding.Length != x.Shape.Rank)
        {
            throw new ShapeException($"{padding.Length} paddings for a tensor {x.Shape}: give one for each of its {x.Shape.Rank} axes.");
        }

        var sizes = x.Shape.ToArray();
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] += padding[axis].Before + padding[axis].After;
        }

        var shape = Shape.Of(sizes);
        var g = PadGeometry.Create(Places(x), Places(shape, x.Layout), padding, mode);
        var y = Tensor.From(shape, x.Layout, y => PadKernel.Forward(g, x.Span, value, y));

        return Tape.Record("Pad", [x], y, g, dy => x.ReceiveGrad(dx => PadKernel.Backward(g, dy.Span, dx)));
    }
}
