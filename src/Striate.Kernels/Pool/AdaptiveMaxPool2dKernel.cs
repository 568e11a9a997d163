namespace Striate.Kernels.Pool;

/// <summary>Max pooling of channels-last images to a given output size, and its gradient.</summary>
public static partial class AdaptiveMaxPool2dKernel
{
    /// <summary>y[n,c,i,j] = the maximum of x[n,c,h,w] over the rows of bin i and the columns of bin j; a NaN is passed on.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, [N, C, H, W] channels-last.</param>
    /// <param name="y">Output, [N, C, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in AdaptivePool2dGeometry g, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, g.InputLength);
        Border.Length(y, g.OutputLength);
        BinMaximum.Forward(g.N, g.Channels, Rows(g), Columns(g), x, y);
    }

    /// <summary>Each output's gradient goes to the place of its maximum, by the rule of <see cref="MaxPool2dKernel.Backward"/>.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, from which the places are found again.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the images, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Backward(in AdaptivePool2dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(x, g.InputLength);
        Border.Length(dy, g.OutputLength);
        Border.Length(dx, g.InputLength);
        BinMaximum.Backward(g.N, g.Channels, Rows(g), Columns(g), x, dy, Activation.None, dx);
    }

    private static AdaptiveBins Rows(in AdaptivePool2dGeometry g) => new(g.Input.Height, g.Output.Height);

    private static AdaptiveBins Columns(in AdaptivePool2dGeometry g) => new(g.Input.Width, g.Output.Width);
}
