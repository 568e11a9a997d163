using Striate.Kernels.Gemm;

namespace Striate.Kernels.Conv;

/// <summary>
/// A window that slides over channels-last images, read a band of output rows at a time: a row of a window is then one
/// stretch of memory, the next pixel's a stride further on. Where a band touches the padding its rows are copied out, once
/// for all taps, with zeros around them; elsewhere they are read where they lie.
/// </summary>
internal readonly unsafe struct ImageRows(
    float* x, int height, int width, int channels, Size2d output, Size2d kernel, Size2d stride, int dilationH, int top, int left)
{
    public int OutRows => output.Height;

    public int OutColumns => output.Width;

    public int KernelRows => kernel.Height;

    /// <summary>Numbers in a row of the window.</summary>
    public int RunLength => kernel.Width * channels;

    /// <summary>From one output's window to the next one's.</summary>
    public int PixelStride => stride.Width * channels;

    private int WidthUsed => ((output.Width - 1) * stride.Width) + kernel.Width;

    /// <summary>Numbers that a copy of a band takes.</summary>
    public int CopyLength(int rows) => (RowsUsed(rows) * WidthUsed * channels) + MicroKernel.MostRows;

    /// <summary>Finds the rows of a band.</summary>
    /// <param name="image">The image.</param>
    /// <param name="first">The first output row.</param>
    /// <param name="rows">How many output rows.</param>
    /// <param name="copy">Room for <see cref="CopyLength"/> numbers.</param>
    /// <param name="alwaysCopy">Copies in any case: a copy can be read a tile's rows past its end.</param>
    public Band At(int image, int first, int rows, float* copy, bool alwaysCopy = false)
    {
        var y = (first * stride.Height) - top;
        var used = RowsUsed(rows);
        var pitch = width * channels;

        // A window may also start inside the image: where its gradient's padding is larger than the window reaches.
        var skipped = Math.Min(Math.Max(-left, 0), width);
        var inside = left <= 0 && skipped + WidthUsed <= width && y >= 0 && y + used <= height;
        var source = x + ((((((nint)image * height) + y) * width) + skipped) * channels);
        if (!inside || alwaysCopy)
        {
            var from = Math.Clamp(left, 0, WidthUsed) * channels;
            var count = Math.Max(Math.Min(width - skipped, WidthUsed - Math.Max(left, 0)), 0) * channels;
            pitch = WidthUsed * channels;
            for (var row = 0; row < used; row++, y++)
            {
                var target = new Span<float>(copy + ((nint)row * pitch), pitch);
                if ((uint)y >= (uint)height)
                {
                    target.Clear();
                    continue;
                }

                target[..from].Clear();
                new ReadOnlySpan<float>(x + ((((((nint)image * height) + y) * width) + skipped) * channels), count).CopyTo(target[from..]);
                target[(from + count)..].Clear();
            }

            source = copy;
        }

        return new Band(source, stride.Height * pitch, dilationH * pitch);
    }

    private int RowsUsed(int rows) => ((rows - 1) * stride.Height) + (dilationH * (kernel.Height - 1)) + 1;

    /// <summary>The windows of a band of outputs.</summary>
    /// <param name="First">The first row of the first window.</param>
    /// <param name="RowStride">From an output row's window to the next one's.</param>
    /// <param name="TapStride">From one row of a window to the next.</param>
    public readonly record struct Band(nint First, nint RowStride, nint TapStride)
    {
        public Band(float* first, int rowStride, int tapStride)
            : this((nint)first, rowStride, tapStride)
        {
        }

        public float* Row(int row) => (float*)First + (row * RowStride);
    }
}
