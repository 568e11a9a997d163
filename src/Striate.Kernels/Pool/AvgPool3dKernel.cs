namespace Striate.Kernels.Pool;

/// <summary>Average over a sliding window of channels-last volumes, and its gradient.</summary>
public static partial class AvgPool3dKernel
{
    /// <summary>y[n,c,i,j,k] = Σ x over the window / count, where count is the product over the three axes of what <see cref="AvgPool2dKernel"/> counts along each.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Volumes, [N, C, D, H, W] channels-last.</param>
    /// <param name="y">Output, [N, C, OD, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in Pool3dGeometry g, ReadOnlySpan<float> x, Span<float> y) =>
        VolumePool.Forward(g.N, new Images(g.Slices), new Images(g.Depths), x, y);

    /// <summary>Each output's gradient, divided by its count, goes to every place of its window.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the volumes, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Backward(in Pool3dGeometry g, ReadOnlySpan<float> dy, Span<float> dx) =>
        VolumePool.Backward(g.N, new Images(g.Slices), new Images(g.Depths), dx, dy, dx);

    private readonly struct Images(Pool2dGeometry g) : IImagePool
    {
        public static bool ReadsInput => false;

        public long InputLength => g.InputLength;

        public long OutputLength => g.OutputLength;

        public void Forward(ReadOnlySpan<float> x, Span<float> y) => AvgPool2dKernel.Forward(g, x, y);

        public void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => AvgPool2dKernel.Backward(g, dy, dx);
    }
}
