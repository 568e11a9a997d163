namespace Striate.Kernels.Pool;

/// <summary>Average pooling of channels-last images to a given output size, and its gradient.</summary>
public static partial class AdaptiveAvgPool2dKernel
{
    /// <summary>y[n,c,i,j] = the mean of x[n,c,h,w] over the rows of bin i and the columns of bin j.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, [N, C, H, W] channels-last.</param>
    /// <param name="y">Output, [N, C, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in AdaptivePool2dGeometry g, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, g.InputLength);
        Border.Length(y, g.OutputLength);
        BinAverage.Forward(g.N, g.Channels, Rows(g), Columns(g), x, y);
    }

    /// <summary>Each output's gradient, divided by its count, goes to every place of its bin.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the images, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Backward(in AdaptivePool2dGeometry g, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(dy, g.OutputLength);
        Border.Length(dx, g.InputLength);
        BinAverage.Backward(g.N, g.Channels, Rows(g), Columns(g), dy, dx);
    }

    private static AdaptiveBins Rows(in AdaptivePool2dGeometry g) => new(g.Input.Height, g.Output.Height);

    private static AdaptiveBins Columns(in AdaptivePool2dGeometry g) => new(g.Input.Width, g.Output.Width);
}
