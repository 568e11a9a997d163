using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The way back of a max pooling of volumes, as <see cref="MaxUnpool2d"/>.</summary>
    /// <param name="x">Numbers, shape [N, C, OD, OH, OW].</param>
    /// <param name="places">Places of the same shape, as <see cref="MaxPool3d(Tensor, out Tensor, Size3d, Size3d?, Padding3d, Size3d?, Fit)"/> gives them.</param>
    /// <param name="outputSize">Depth, height and width of the volume that was pooled, D, H and W.</param>
    /// <returns>Shape [N, C, D, H, W]: y[n,c,places[n,c,i,j,k]] = x[n,c,i,j,k].</returns>
    /// <exception cref="ShapeException">The shapes differ, or a number is no place.</exception>
    public static Tensor MaxUnpool3d(Tensor x, Tensor places, Size3d outputSize) =>
        MaxUnpool("MaxUnpool3d", Volumes(x), places, [x.Shape[0], x.Shape[1], outputSize.Depth, outputSize.Height, outputSize.Width]);
}
