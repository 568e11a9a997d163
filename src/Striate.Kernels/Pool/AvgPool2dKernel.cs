using Striate.Kernels.Conv;

namespace Striate.Kernels.Pool;

/// <summary>Average over a sliding window of channels-last images, and its gradient.</summary>
public static partial class AvgPool2dKernel
{
    /// <summary>
    /// y[n,c,i,j] = Σ x[n,c,i·s+u−p,j·s+v−p] / count, where count is the number of the window's places that lie on the image or
    /// its padding, KH·KW unless it hangs over, or without <see cref="Pool2dGeometry.CountIncludePad"/> those on the image.
    /// </summary>
    /// <param name="g">The sizes; the window is dense.</param>
    /// <param name="x">Images, [N, C, H, W] channels-last.</param>
    /// <param name="y">Output, [N, C, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry, or the window is dilated.</exception>
    public static void Forward(in Pool2dGeometry g, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, g.InputLength);
        Border.Length(y, g.OutputLength);
        BinAverage.Forward(g.N, g.Channels, Bins(g.Rows, g), Bins(g.Columns, g), x, y);
    }

    /// <summary>Each output's gradient, divided by its count, goes to every place of its window.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the images, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry, or the window is dilated.</exception>
    public static void Backward(in Pool2dGeometry g, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(dy, g.OutputLength);
        Border.Length(dx, g.InputLength);
        BinAverage.Backward(g.N, g.Channels, Bins(g.Rows, g), Bins(g.Columns, g), dy, dx);
    }

    private static WindowBins Bins(WindowAxis axis, in Pool2dGeometry g) => axis.Dilation == 1
        ? new WindowBins(axis, g.CountIncludePad)
        : throw new ShapeException($"average pooling with dilation {axis.Dilation}; it takes a dense window, dilation 1.");
}
