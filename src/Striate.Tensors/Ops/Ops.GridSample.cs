using Striate.Kernels;
using Striate.Kernels.Resampling;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Samples images at the places of a grid.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="grid">Places, shape [N, OH, OW, 2]: x, then y, where −1 is the left or upper end of an image and 1 the right or lower one.</param>
    /// <param name="mode">What lies between pixels.</param>
    /// <param name="padding">What lies outside of the images.</param>
    /// <param name="alignCorners">Whether −1 and 1 are the centres of the outermost pixels; else they are their edges.</param>
    /// <returns>Shape [N, C, OH, OW]: y[n, c, i, j] is image n at the place grid[n, i, j].</returns>
    /// <remarks>Both the images and the grid get a gradient; with <see cref="GridSampleMode.Nearest"/> that of the grid is 0.
    /// Jaderberg et al., Spatial transformer networks, arXiv:1506.02025.</remarks>
    /// <exception cref="ShapeException">Not images, or a grid of another shape.</exception>
    public static Tensor GridSample(
        Tensor x, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridPadding padding = GridPadding.Zeros, bool alignCorners = false)
    {
        x = Images(x);
        ArgumentNullException.ThrowIfNull(grid);
        if (grid.Shape.Rank != 4 || grid.Shape[0] != x.Shape[0] || grid.Shape[3] != 2)
        {
            throw new ShapeException(
                $"grid {grid.Shape} for images {x.Shape}: expected [{x.Shape[0]}, OH, OW, 2], a place x, y for each pixel of the output.");
        }

        grid = ToRowMajor(grid);
        var g = GridSampleGeometry.Create(
            x.Shape[0], x.Shape[1], (x.Shape[2], x.Shape[3]), (grid.Shape[1], grid.Shape[2]), mode, padding, alignCorners);
        var y = Tensor.From(
            [g.N, g.Channels, g.Output.Height, g.Output.Width], Layout.ChannelsLast, y => GridSampleKernel.Forward(g, x.Span, grid.Span, y));

        return Tape.Record("GridSample", [x, grid], y, g, dy =>
        {
            x.ReceiveGrad(dx => GridSampleKernel.BackwardImages(g, grid.Span, dy.Span, dx));
            grid.ReceiveGrad(dgrid => GridSampleKernel.BackwardGrid(g, x.Span, grid.Span, dy.Span, dgrid));
        });
    }
}
