using System.Numerics;

namespace Striate.Kernels.Shaping;

public static partial class UnfoldKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Unfold<T>(UnfoldGeometry g, ReadOnlySpan<T> x, Span<T> patches)
        {
            patches.Clear();
            foreach (var (pixel, patch) in Meetings(g))
            {
                patches[patch] = x[pixel];
            }
        }

        public static void Fold<T>(UnfoldGeometry g, ReadOnlySpan<T> patches, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            y.Clear();
            foreach (var (pixel, patch) in Meetings(g))
            {
                y[pixel] += patches[patch];
            }
        }

        // Every number of the patches that lies on an image, and its number there.
        private static IEnumerable<(int Pixel, int Patch)> Meetings(UnfoldGeometry g)
        {
            var (rows, columns) = (g.Rows, g.Columns);
            for (var patch = 0; patch < g.PatchLength; patch++)
            {
                var (rest, j) = Math.DivRem(patch, columns.Output);
                (rest, var i) = Math.DivRem(rest, rows.Output);
                (rest, var v) = Math.DivRem(rest, columns.Size);
                (rest, var u) = Math.DivRem(rest, rows.Size);
                var (n, c) = Math.DivRem(rest, g.Channels);
                var h = (i * rows.Stride) + (u * rows.Dilation) - rows.Before;
                var w = (j * columns.Stride) + (v * columns.Dilation) - columns.Before;
                if (h >= 0 && h < rows.Input && w >= 0 && w < columns.Input)
                {
                    yield return ((((((n * rows.Input) + h) * columns.Input) + w) * g.Channels) + c, patch);
                }
            }
        }
    }
}
