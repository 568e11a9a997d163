namespace Striate.Kernels.Pool;

/// <summary>Maximum over a sliding window of channels-last volumes, and its gradient.</summary>
public static partial class MaxPool3dKernel
{
    /// <summary>y[n,c,i,j,k] = the maximum of x over the window; padding counts as −∞; a NaN in the window is passed on.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Volumes, [N, C, D, H, W] channels-last.</param>
    /// <param name="y">Output, [N, C, OD, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in Pool3dGeometry g, ReadOnlySpan<float> x, Span<float> y) =>
        VolumePool.Forward(g.N, new Images(g.Slices), new Images(g.Depths), x, y);

    /// <summary>Each output's gradient goes to the place of its maximum: the first in reading order, slices outermost, where several are equal, the last NaN where there are some.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Volumes, from which the places are found again.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the volumes, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Backward(in Pool3dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) =>
        VolumePool.Backward(g.N, new Images(g.Slices), new Images(g.Depths), x, dy, dx);

    private readonly struct Images(Pool2dGeometry g) : IImagePool
    {
        public static bool ReadsInput => true;

        public long InputLength => g.InputLength;

        public long OutputLength => g.OutputLength;

        public void Forward(ReadOnlySpan<float> x, Span<float> y) => MaxPool2dKernel.Forward(g, x, y);

        public void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => MaxPool2dKernel.Backward(g, x, dy, dx);
    }
}
