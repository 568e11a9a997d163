using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Resampling;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Images of another size.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="outputSize">Height and width of the output, OH and OW.</param>
    /// <param name="mode">How a new pixel is made of the old ones.</param>
    /// <param name="alignCorners">Whether the centres of the corner pixels stay where they are, so that pixel i of the output lies at
    /// i·(H − 1)/(OH − 1); else their outer edges do, and it lies at (i + ½)·H/OH − ½. For Bilinear and Bicubic.</param>
    /// <param name="antialias">Whether a new pixel looks at all old ones that it covers when images shrink. For Bilinear and Bicubic.</param>
    /// <returns>Shape [N, C, OH, OW].</returns>
    /// <exception cref="ShapeException">Not images, a size less than 1, or settings that do not go together.</exception>
    public static Tensor Resize(
        Tensor x, Size2d outputSize, ResizeMode mode = ResizeMode.Nearest, bool alignCorners = false, bool antialias = false)
    {
        x = Images(x);
        return Resize(
            x,
            ResizeAxis.Create(x.Shape[2], outputSize.Height, mode, alignCorners, antialias),
            ResizeAxis.Create(x.Shape[3], outputSize.Width, mode, alignCorners, antialias));
    }

    /// <summary>Images enlarged or made smaller by a factor.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="scaleFactor">The factor s, more than 0; unless corners are aligned it takes the place of OH/H and OW/W where places are
    /// computed, so that a size that is rounded does not change them.</param>
    /// <param name="mode">How a new pixel is made of the old ones.</param>
    /// <param name="alignCorners">As in <see cref="Resize(Tensor, Size2d, ResizeMode, bool, bool)"/>.</param>
    /// <param name="antialias">As in <see cref="Resize(Tensor, Size2d, ResizeMode, bool, bool)"/>.</param>
    /// <returns>Shape [N, C, ⌊s·H⌋, ⌊s·W⌋].</returns>
    /// <exception cref="ShapeException">Not images, a factor that leaves no pixel, or settings that do not go together.</exception>
    public static Tensor Resize(
        Tensor x, double scaleFactor, ResizeMode mode = ResizeMode.Nearest, bool alignCorners = false, bool antialias = false)
    {
        x = Images(x);
        return Resize(x, Axis(x.Shape[2]), Axis(x.Shape[3]));

        ResizeAxis Axis(int size) =>
            ResizeAxis.Create(size, (int)Math.Clamp(size * scaleFactor, 0, int.MaxValue), mode, alignCorners, antialias, scaleFactor);
    }

    private static Tensor Resize(Tensor x, ResizeAxis rows, ResizeAxis columns)
    {
        var g = ResizeGeometry.Create(x.Shape[0], x.Shape[1], rows, columns);
        var y = Tensor.From([g.N, g.Channels, rows.Output, columns.Output], Layout.ChannelsLast, y => ResizeKernel.Forward(g, x.Span, y));

        return Tape.Record("Resize", [x], y, g, dy => x.ReceiveGrad(dx => ResizeKernel.Backward(g, dy.Span, dx)));
    }
}
