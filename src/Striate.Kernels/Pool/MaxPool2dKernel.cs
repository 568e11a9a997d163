namespace Striate.Kernels.Pool;

/// <summary>Maximum over a sliding window of channels-last images, and its gradient.</summary>
public static partial class MaxPool2dKernel
{
    internal const int MostPlaces = 1 << 24;

    /// <summary>y[n,c,i,j] = max x[n,c,i·s+u·d−p,j·s+v·d−p]; padding counts as −∞; a NaN in the window is passed on.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, [N, C, H, W] channels-last.</param>
    /// <param name="y">Output, [N, C, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in Pool2dGeometry g, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, g.InputLength);
        Border.Length(y, g.OutputLength);
        BinMaximum.Forward(g.N, g.Channels, new WindowBins(g.Rows), new WindowBins(g.Columns), x, y);
    }

    /// <summary>
    /// Each output's gradient goes to the place of its maximum: the first in reading order where several are equal, the
    /// last NaN where there are some.
    /// </summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, from which the places are found again.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the images, overwritten.</param>
    /// <param name="before">The activation that made the images: <paramref name="dx"/> is then the gradient of its input.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Backward(
        in Pool2dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, Activation before = Activation.None)
    {
        Border.Length(x, g.InputLength);
        Border.Length(dy, g.OutputLength);
        Border.Length(dx, g.InputLength);
        BinMaximum.Backward(g.N, g.Channels, new WindowBins(g.Rows), new WindowBins(g.Columns), x, dy, before, dx);
    }

    /// <summary>
    /// Where each maximum stands: row · W + column of its place in the image, by the rule of <see cref="Backward"/>. Whole numbers,
    /// exact up to 2²⁴. Of a window that sees nothing but padding it is 0.
    /// </summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, [N, C, H, W] channels-last.</param>
    /// <param name="places">Places, [N, C, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry, or an image has more than 2²⁴ places.</exception>
    public static void Places(in Pool2dGeometry g, ReadOnlySpan<float> x, Span<float> places)
    {
        Border.Length(x, g.InputLength);
        Border.Length(places, g.OutputLength);
        if ((long)g.Rows.Input * g.Columns.Input > MostPlaces)
        {
            throw new ShapeException($"images of {g.Rows.Input}×{g.Columns.Input} have more places than the {MostPlaces} that a float can count. Use smaller images.");
        }

        BinMaximum.Places(g.N, g.Channels, new WindowBins(g.Rows), new WindowBins(g.Columns), x, places);
    }
}
