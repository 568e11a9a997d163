using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Averages each channel down to a given size, whatever the size of the input.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="outputSize">Height and width of the output, OH and OW.</param>
    /// <returns>Shape [N, C, OH, OW].</returns>
    /// <remarks>y[n,c,i,j] is the mean over rows ⌊i·H/OH⌋ to ⌈(i + 1)·H/OH⌉ − 1 and columns likewise.</remarks>
    /// <exception cref="ShapeException">Not images, or a size less than 1.</exception>
    public static Tensor AdaptiveAvgPool2d(Tensor x, Size2d outputSize)
    {
        x = Images(x);
        return AdaptiveAvgPool("AdaptiveAvgPool2d", x, Bins(x, outputSize), row: false);
    }

    /// <summary>The mean of each channel over the whole image: adaptive pooling to 1×1.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <returns>Shape [N, C, 1, 1].</returns>
    /// <remarks>Lin, Chen and Yan, arXiv:1312.4400.</remarks>
    /// <exception cref="ShapeException">Not images.</exception>
    public static Tensor GlobalAvgPool2d(Tensor x) => AdaptiveAvgPool2d(x, 1);

    private static AdaptivePool2dGeometry Bins(Tensor x, Size2d outputSize) =>
        AdaptivePool2dGeometry.Create(x.Shape[0], x.Shape[1], (x.Shape[2], x.Shape[3]), outputSize);

    private static AdaptivePool2dGeometry RowBins(Tensor x, int outputSize) =>
        AdaptivePool2dGeometry.Create(x.Shape[0], x.Shape[1], (1, x.Shape[2]), (1, outputSize));

    private static Tensor AdaptiveAvgPool(string name, Tensor x, AdaptivePool2dGeometry g, bool row)
    {
        var y = Tensor.From(PooledShape(g, row), Layout.ChannelsLast, y => AdaptiveAvgPool2dKernel.Forward(g, x.Span, y));

        return Tape.Record(name, [x], y, g, dy =>
            x.ReceiveGrad(dx => AdaptiveAvgPool2dKernel.Backward(g, dy.Span, dx)));
    }

    private static Shape PooledShape(in AdaptivePool2dGeometry g, bool row) =>
        row ? [g.N, g.Channels, g.Output.Width] : [g.N, g.Channels, g.Output.Height, g.Output.Width];
}
