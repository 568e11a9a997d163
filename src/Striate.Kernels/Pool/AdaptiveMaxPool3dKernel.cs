namespace Striate.Kernels.Pool;

/// <summary>Max pooling to a given output size of channels-last volumes, and its gradient.</summary>
public static partial class AdaptiveMaxPool3dKernel
{
    /// <summary>y[n,c,i,j,k] = the maximum of x over the slices of bin i, the rows of bin j and the columns of bin k; a NaN is passed on.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Volumes, [N, C, D, H, W] channels-last.</param>
    /// <param name="y">Output, [N, C, OD, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in AdaptivePool3dGeometry g, ReadOnlySpan<float> x, Span<float> y) =>
        VolumePool.Forward(g.N, new Images(g.Slices), new Images(g.Depths), x, y);

    /// <summary>Each output's gradient goes to the place of its maximum, by the rule of <see cref="MaxPool3dKernel.Backward"/>.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Volumes, from which the places are found again.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the volumes, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Backward(in AdaptivePool3dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) =>
        VolumePool.Backward(g.N, new Images(g.Slices), new Images(g.Depths), x, dy, dx);

    private readonly struct Images(AdaptivePool2dGeometry g) : IImagePool
    {
        public static bool ReadsInput => true;

        public long InputLength => g.InputLength;

        public long OutputLength => g.OutputLength;

        public void Forward(ReadOnlySpan<float> x, Span<float> y) => AdaptiveMaxPool2dKernel.Forward(g, x, y);

        public void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => AdaptiveMaxPool2dKernel.Backward(g, x, dy, dx);
    }
}
