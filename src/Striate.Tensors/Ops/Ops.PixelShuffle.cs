using Striate.Kernels;
using Striate.Kernels.Shaping;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Spreads groups of r² channels over squares of r × r pixels: an upsampling without arithmetic.</summary>
    /// <param name="x">Images, shape [N, C·r², H, W].</param>
    /// <param name="upscaleFactor">r, at least 1.</param>
    /// <returns>Shape [N, C, H·r, W·r]: y[n, c, h·r + i, w·r + j] = x[n, c·r² + i·r + j, h, w].</returns>
    /// <remarks>Shi et al., arXiv:1609.05158.</remarks>
    /// <exception cref="ShapeException">Not images, or r² does not divide the channels.</exception>
    public static Tensor PixelShuffle(Tensor x, int upscaleFactor)
    {
        x = Images(x);
        var r = upscaleFactor;
        if (r < 1 || x.Shape[1] % ((long)r * r) != 0)
        {
            throw new ShapeException(
                $"{x.Shape[1]} channels cannot be spread over squares of {r}×{r} pixels: their number must be a multiple of {(long)r * r}.");
        }

        var from = Places(x).Split(1, r * r).Split(2, r).Permute(0, 1, 4, 2, 5, 3);
        Shape shape = [x.Shape[0], x.Shape[1] / (r * r), x.Shape[2] * r, x.Shape[3] * r];
        var g = PixelShuffleGeometry.Create((shape[2], shape[3]), r, enlarges: true);
        return Move("PixelShuffle", x, from, shape, x.Layout, Places(shape, x.Layout).Split(3, r).Split(2, r), g);
    }

    /// <summary>Gathers squares of r × r pixels in as many channels: the reverse of <see cref="PixelShuffle"/>.</summary>
    /// <param name="x">Images, shape [N, C, H·r, W·r].</param>
    /// <param name="downscaleFactor">r, at least 1.</param>
    /// <returns>Shape [N, C·r², H, W]: y[n, c·r² + i·r + j, h, w] = x[n, c, h·r + i, w·r + j].</returns>
    /// <exception cref="ShapeException">Not images, or r does not divide height and width.</exception>
    public static Tensor PixelUnshuffle(Tensor x, int downscaleFactor)
    {
        x = Images(x);
        var r = downscaleFactor;
        if (r < 1 || x.Shape[2] % r != 0 || x.Shape[3] % r != 0)
        {
            throw new ShapeException($"images {x.Shape} cannot be cut into squares of {r}×{r} pixels: height and width must be multiples of {r}.");
        }

        var from = Places(x).Split(3, r).Split(2, r).Permute(0, 1, 3, 5, 2, 4);
        Shape shape = [x.Shape[0], x.Shape[1] * r * r, x.Shape[2] / r, x.Shape[3] / r];
        var g = PixelShuffleGeometry.Create((x.Shape[2], x.Shape[3]), r, enlarges: false);
        return Move("PixelUnshuffle", x, from, shape, x.Layout, Places(shape, x.Layout).Split(1, r * r).Split(2, r), g);
    }
}
