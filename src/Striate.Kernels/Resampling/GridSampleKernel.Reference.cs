using System.Numerics;

namespace Striate.Kernels.Resampling;

public static unsafe partial class GridSampleKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in GridSampleGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> grid, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var (H, W, C, pixels) = (g.Input.Height, g.Input.Width, g.Channels, g.Output.Height * g.Output.Width);
            y.Clear();
            for (var pixel = 0; pixel < g.N * pixels; pixel++)
            {
                foreach (var (row, rowWeight) in Samples(g, grid[(2 * pixel) + 1], H))
                {
                    foreach (var (column, columnWeight) in Samples(g, grid[2 * pixel], W))
                    {
                        for (var c = 0; c < C; c++)
                        {
                            y[(pixel * C) + c] += rowWeight * columnWeight * x[(((((pixel / pixels * H) + row) * W) + column) * C) + c];
                        }
                    }
                }
            }
        }

        // The pixels of one axis around a number of the grid; those outside of the image, where they count as zero, are left out.
        private static List<(int Pixel, T Weight)> Samples<T>(in GridSampleGeometry g, T number, int size)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var (two, half) = (T.CreateChecked(2), T.CreateChecked(0.5));
            var place = g.AlignCorners
                ? (number + T.One) / two * T.CreateChecked(size - 1)
                : ((number + T.One) / two * T.CreateChecked(size)) - half;
            var samples = new List<(int, T)>();
            if (g.Mode == GridSampleMode.Bicubic)
            {
                var first = T.Floor(place) - T.One;
                for (var k = 0; k < 4; k++, first++)
                {
                    Add(Inside(first, size, g), Cubic.Weight(place - first, T.CreateChecked(Cubic.Sharp)));
                }

                return samples;
            }

            place = Inside(place, size, g);
            if (g.Mode == GridSampleMode.Nearest)
            {
                Add(T.Round(place), T.One);
                return samples;
            }

            var share = place - T.Floor(place);
            Add(T.Floor(place), T.One - share);
            Add(T.Floor(place) + T.One, share);
            return samples;

            void Add(T pixel, T weight)
            {
                if (pixel >= T.Zero && pixel < T.CreateChecked(size))
                {
                    samples.Add((int.CreateChecked(pixel), weight));
                }
            }
        }

        private static T Inside<T>(T place, int size, in GridSampleGeometry g)
            where T : IBinaryFloatingPointIeee754<T>
        {
            if (g.Padding == GridPadding.Zeros)
            {
                return place;
            }

            var (low, high) = g.AlignCorners
                ? (T.Zero, T.CreateChecked(size - 1))
                : (T.CreateChecked(-0.5), T.CreateChecked(size - 0.5));

            // Step by step: into the mirror on this side, into the one on the other, until it lies between them.
            while (g.Padding == GridPadding.Reflection && high > low && (place < low || place > high))
            {
                place = place < low ? low + (low - place) : high - (place - high);
            }

            return T.Clamp(place, T.Zero, T.CreateChecked(size - 1));
        }
    }
}
