using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The patches that a sliding window sees, one a column; a convolution is their product with the filters (im2col).</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="kernelSize">Height and width of the window, KH and KW.</param>
    /// <param name="stride">Step of the window; null for 1.</param>
    /// <param name="padding">Rows and columns of zeros around the images.</param>
    /// <param name="dilation">Distance between the window's places; null for 1.</param>
    /// <returns>Shape [N, C·KH·KW, L], where L = OH·OW is the number of places of the window,
    /// OH = (H + 2·pad − dilation·(KH − 1) − 1)/stride + 1.</returns>
    /// <remarks>y[n, (c, u, v), (i, j)] = x[n, c, i·s + u·d − p, j·s + v·d − p], 0 outside of the image.</remarks>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor Unfold(Tensor x, Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null)
    {
        x = Images(x);
        var g = UnfoldGeometry.Create(x.Shape[0], x.Shape[1], (x.Shape[2], x.Shape[3]), kernelSize, stride ?? 1, padding, dilation ?? 1);
        var y = Tensor.From(Patches(g), Layout.RowMajor, y => UnfoldKernel.Unfold(g, x.Span, y));

        return Tape.Record("Unfold", [x], y, g, dy => x.ReceiveGrad(dx => UnfoldKernel.Fold(g, dy.Span, dx)));
    }

    /// <summary>
    /// Adds patches up to images, each at its place (col2im): not the inverse of <see cref="Unfold"/> where patches overlap, but its gradient.
    /// </summary>
    /// <param name="x">Patches, shape [N, C·KH·KW, L] with L = OH·OW.</param>
    /// <param name="outputSize">Height and width of the images, H and W.</param>
    /// <param name="kernelSize">Height and width of the window, KH and KW.</param>
    /// <param name="stride">Step of the window; null for 1.</param>
    /// <param name="padding">Rows and columns around the images, which are dropped.</param>
    /// <param name="dilation">Distance between the window's places; null for 1.</param>
    /// <returns>Shape [N, C, H, W].</returns>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor Fold(
        Tensor x, Size2d outputSize, Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        x = ToRowMajor(x);
        var area = (long)kernelSize.Height * kernelSize.Width;
        if (x.Shape.Rank != 3 || area < 1 || x.Shape[1] % area != 0)
        {
            throw new ShapeException($"patches {x.Shape} of a window {kernelSize}: expected [N, C·{area}, L].");
        }

        var g = UnfoldGeometry.Create(x.Shape[0], (int)(x.Shape[1] / area), outputSize, kernelSize, stride ?? 1, padding, dilation ?? 1);
        if (x.Shape != Patches(g))
        {
            throw new ShapeException(
                $"patches {x.Shape}: a window {kernelSize} that slides over {outputSize} has {Patches(g)[2]} places, not {x.Shape[2]}.");
        }

        var y = Tensor.From([g.N, g.Channels, outputSize.Height, outputSize.Width], Layout.ChannelsLast, y => UnfoldKernel.Fold(g, x.Span, y));

        return Tape.Record("Fold", [x], y, null, dy => x.ReceiveGrad(dx => UnfoldKernel.Unfold(g, dy.Span, dx)));
    }

    private static Shape Patches(UnfoldGeometry g) => [g.N, g.Channels * g.Rows.Size * g.Columns.Size, g.Rows.Output * g.Columns.Output];
}
