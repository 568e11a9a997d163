using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The maximum of each channel in every part of an image, in as many parts as the output is to have places.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="outputSize">Height and width of the output, OH and OW.</param>
    /// <returns>Shape [N, C, OH, OW].</returns>
    /// <remarks>y[n,c,i,j] is the maximum over rows ⌊i·H/OH⌋ to ⌈(i + 1)·H/OH⌉ − 1 and columns likewise.</remarks>
    /// <exception cref="ShapeException">Not images, or a size less than 1.</exception>
    public static Tensor AdaptiveMaxPool2d(Tensor x, Size2d outputSize)
    {
        x = Images(x);
        return AdaptiveMaxPool("AdaptiveMaxPool2d", x, Bins(x, outputSize), row: false);
    }

    /// <summary>The maximum of each channel over the whole image: adaptive pooling to 1×1.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <returns>Shape [N, C, 1, 1].</returns>
    /// <exception cref="ShapeException">Not images.</exception>
    public static Tensor GlobalMaxPool2d(Tensor x) => AdaptiveMaxPool2d(x, 1);

    private static Tensor AdaptiveMaxPool(string name, Tensor x, AdaptivePool2dGeometry g, bool row)
    {
        var y = Tensor.From(PooledShape(g, row), Layout.ChannelsLast, y => AdaptiveMaxPool2dKernel.Forward(g, x.Span, y));

        return Tape.Record(name, [x], y, g, dy =>
            x.ReceiveGrad(dx => AdaptiveMaxPool2dKernel.Backward(g, x.Span, dy.Span, dx)));
    }
}
