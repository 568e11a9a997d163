using Striate.Kernels.Threading;

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

    /// <summary>
    /// Where each maximum stands: (slice · H + row) · W + column of its place in the volume, by the rule of <see cref="Backward"/>. Whole
    /// numbers, exact up to 2²⁴. Of a window that sees nothing but padding it is 0.
    /// </summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Volumes, [N, C, D, H, W] channels-last.</param>
    /// <param name="places">Places, [N, C, OD, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry, or a volume has more than 2²⁴ places.</exception>
    public static void Places(in Pool3dGeometry g, ReadOnlySpan<float> x, Span<float> places)
    {
        Border.Length(x, g.InputLength);
        Border.Length(places, g.OutputLength);
        var (C, slice, pooledSlice) = (g.Slices.Channels, g.Slices.Rows.Input * g.Slices.Columns.Input, g.Depths.Columns.Input);
        if ((long)g.Depths.Rows.Input * slice > MaxPool2dKernel.MostPlaces)
        {
            throw new ShapeException(
                $"volumes of {g.Depths.Rows.Input}×{g.Slices.Rows.Input}×{g.Slices.Columns.Input} have more places than the {MaxPool2dKernel.MostPlaces} that a float can count. "
                + "Use smaller volumes.");
        }

        // The place in the depth, a slice and a place of it, leads to the place in that slice.
        using var maxima = Scratch.Rent((int)g.Slices.OutputLength);
        using var inSlices = Scratch.Rent((int)g.Slices.OutputLength);
        for (var n = 0; n < g.N; n++)
        {
            var volume = x.Slice(n * (int)g.Slices.InputLength, (int)g.Slices.InputLength);
            var y = places.Slice(n * (int)g.Depths.OutputLength, (int)g.Depths.OutputLength);
            MaxPool2dKernel.Forward(g.Slices, volume, maxima.Span);
            MaxPool2dKernel.Places(g.Slices, volume, inSlices.Span);
            MaxPool2dKernel.Places(g.Depths, maxima.Span, y);
            for (var i = 0; i < y.Length; i++)
            {
                var place = (int)y[i];
                y[i] = (place / pooledSlice * slice) + inSlices.Span[(place * C) + (i % C)];
            }
        }
    }

    private readonly struct Images(Pool2dGeometry g) : IImagePool
    {
        public static bool ReadsInput => true;

        public long InputLength => g.InputLength;

        public long OutputLength => g.OutputLength;

        public void Forward(ReadOnlySpan<float> x, Span<float> y) => MaxPool2dKernel.Forward(g, x, y);

        public void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => MaxPool2dKernel.Backward(g, x, dy, dx);
    }
}
