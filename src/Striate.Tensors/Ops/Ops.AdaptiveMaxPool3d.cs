using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The maximum of each channel in every part of a volume, in as many parts as the output is to have places.</summary>
    /// <param name="x">Volumes, shape [N, C, D, H, W].</param>
    /// <param name="outputSize">Depth, height and width of the output, OD, OH and OW.</param>
    /// <returns>Shape [N, C, OD, OH, OW].</returns>
    /// <remarks>y[n,c,i,j,k] is the maximum over slices ⌊i·D/OD⌋ to ⌈(i + 1)·D/OD⌉ − 1, rows and columns likewise.</remarks>
    /// <exception cref="ShapeException">Not volumes, or a size less than 1.</exception>
    public static Tensor AdaptiveMaxPool3d(Tensor x, Size3d outputSize)
    {
        x = Volumes(x);
        var g = BoxBins(x, outputSize);
        var y = Tensor.From(
            [g.N, x.Shape[1], outputSize.Depth, outputSize.Height, outputSize.Width], Layout.ChannelsLast, y => AdaptiveMaxPool3dKernel.Forward(g, x.Span, y));

        return Tape.Record("AdaptiveMaxPool3d", [x], y, g, dy =>
            x.ReceiveGrad(dx => AdaptiveMaxPool3dKernel.Backward(g, x.Span, dy.Span, dx)));
    }
}
