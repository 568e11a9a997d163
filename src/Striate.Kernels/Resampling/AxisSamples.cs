namespace Striate.Kernels.Resampling;

/// <summary>The pixels of one axis that a place of a grid is made of: up to four, with their weights.</summary>
internal unsafe struct AxisSamples
{
    /// <summary>The pixels.</summary>
    public fixed int Pixels[4];

    /// <summary>Their weights.</summary>
    public fixed float Weights[4];

    /// <summary>How the weights change with the grid's number.</summary>
    public fixed float Slopes[4];

    /// <summary>How many pixels.</summary>
    public int Count;

    private void Add(int pixel, float weight, float slope)
    {
        (Pixels[Count], Weights[Count], Slopes[Count]) = (pixel, weight, slope);
        Count++;
    }

    /// <summary>How one axis of images is sampled.</summary>
    public readonly struct Axis(int size, GridSampleMode mode, GridPadding padding, bool alignCorners)
    {
        // Half of what the numbers from −1 to 1 span, in pixels.
        private readonly float _half = (alignCorners ? size - 1 : size) / 2f;

        /// <summary>The pixels for a number of the grid; NaN gives NaN.</summary>
        public void At(float number, out AxisSamples samples)
        {
            samples = default;
            var place = ((number + 1) * _half) - (alignCorners ? 0 : 0.5f);
            if (mode == GridSampleMode.Bicubic)
            {
                var before = MathF.Floor(place);
                for (var k = -1; k <= 2; k++)
                {
                    var distance = place - before - k;
                    Add(ref samples, Inside(before + k).Place, Cubic.Weight(distance, (float)Cubic.Sharp), Cubic.Slope(distance, (float)Cubic.Sharp) * _half);
                }

                return;
            }

            (place, var slope) = Inside(place);
            if (mode == GridSampleMode.Nearest)
            {
                Add(ref samples, MathF.Round(place), float.IsNaN(place) ? place : 1, 0);
                return;
            }

            var lower = MathF.Floor(place);
            Add(ref samples, lower, 1 - (place - lower), -slope * _half);
            Add(ref samples, lower + 1, place - lower, slope * _half);
        }

        private void Add(ref AxisSamples samples, float pixel, float weight, float slope)
        {
            // What lies outside counts as zero. NaN compares as neither, and its weight is NaN, so that it is pixel 0 that it spoils.
            if (!(pixel < 0 || pixel >= size))
            {
                samples.Add(float.IsNaN(pixel) ? 0 : (int)pixel, weight, slope);
            }
        }

        // The place on the image that a place stands for, and whether it moves with it (1), against it (−1) or not (0).
        private (float Place, float Slope) Inside(float place)
        {
            var slope = 1f;
            if (padding == GridPadding.Zeros)
            {
                return (place, slope);
            }

            if (padding == GridPadding.Reflection)
            {
                var low = alignCorners ? 0 : -0.5f;
                var span = alignCorners ? size - 1 : size;
                if (span == 0)
                {
                    return (0 * place, 0);
                }

                var distance = MathF.Abs(place - low);
                slope = place < low ? -1 : 1;
                var turns = MathF.Floor(distance / span);
                var rest = distance - (turns * span);
                (place, slope) = turns % 2 == 0 ? (low + rest, slope) : (low + span - rest, -slope);
            }

            var last = size - 1;
            return place <= 0 ? (0, 0) : place >= last ? (last, 0) : (place, slope);
        }
    }
}
