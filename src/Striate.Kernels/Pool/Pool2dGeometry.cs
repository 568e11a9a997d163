using Striate.Kernels.Conv;

namespace Striate.Kernels.Pool;

/// <summary>Sizes of a 2-D pooling with a sliding window, all computed here once. Images are [N, C, H, W], stored channels-last.</summary>
public readonly record struct Pool2dGeometry : IGeometry
{
    /// <summary>Images in the batch.</summary>
    public int N { get; private init; }

    /// <summary>Channels, each pooled by itself.</summary>
    public int Channels { get; private init; }

    /// <summary>The window over the rows.</summary>
    public WindowAxis Rows { get; private init; }

    /// <summary>The window over the columns.</summary>
    public WindowAxis Columns { get; private init; }

    /// <summary>Average pooling: whether padding counts as zeros, or not at all. Max pooling does not ask.</summary>
    public bool CountIncludePad { get; private init; }

    /// <summary>Numbers in the input.</summary>
    public long InputLength => (long)N * Rows.Input * Columns.Input * Channels;

    /// <summary>Numbers in the output.</summary>
    public long OutputLength => (long)N * Rows.Output * Columns.Output * Channels;

    /// <summary>None: pooling compares or adds.</summary>
    public long MultiplyAdds => 0;

    /// <summary>The same for one image.</summary>
    internal Pool2dGeometry Single => this with { N = 1 };

    /// <inheritdoc/>
    public (WindowAxis Rows, WindowAxis Columns)? Window => (Rows, Columns);

    /// <summary>Checks the sizes and computes the output's.</summary>
    /// <param name="N">Images, 0 or more.</param>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="input">Height and width of the input.</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="stride">Steps.</param>
    /// <param name="padding">Rows and columns around the image, at most half the window.</param>
    /// <param name="dilation">Distance between a window's places.</param>
    /// <param name="fit">What to do when a stride does not divide.</param>
    /// <param name="countIncludePad">Average pooling: whether padding counts as zeros.</param>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Pool2dGeometry Create(
        int N, int channels, Size2d input, Size2d kernel, Size2d stride, Padding2d padding, Size2d dilation, Fit fit, bool countIncludePad = true)
    {
        if (N < 0 || channels < 1)
        {
            throw new ShapeException($"{N} images of {channels} channels: images must be at least 0, channels at least 1.");
        }

        padding = padding.For(input, kernel, stride, dilation);
        CheckPadding(kernel.Height, padding.Top, padding.Bottom);
        CheckPadding(kernel.Width, padding.Left, padding.Right);
        return new Pool2dGeometry
        {
            N = N,
            Channels = channels,
            Rows = WindowAxis.Create(input.Height, kernel.Height, stride.Height, padding.Top, padding.Bottom, dilation.Height, fit),
            Columns = WindowAxis.Create(input.Width, kernel.Width, stride.Width, padding.Left, padding.Right, dilation.Width, fit),
            CountIncludePad = countIncludePad,
        };
    }

    /// <summary>"[1,6,28,28] -> [1,6,14,14], window 2×2, stride 2×2, pad 0", and what differs from the usual.</summary>
    public override string ToString()
    {
        var text = $"[{N},{Channels},{Rows.Input},{Columns.Input}] -> [{N},{Channels},{Rows.Output},{Columns.Output}]"
            + $", window {new Size2d(Rows.Size, Columns.Size)}, stride {new Size2d(Rows.Stride, Columns.Stride)}"
            + $", pad {new Padding2d(Rows.Before, Rows.After, Columns.Before, Columns.After)}";
        return Rows.Dilation > 1 || Columns.Dilation > 1 ? $"{text}, dilation {new Size2d(Rows.Dilation, Columns.Dilation)}" : text;
    }

    private static void CheckPadding(int size, int before, int after)
    {
        if (Math.Max(before, after) > size / 2 && size > 0)
        {
            throw new ShapeException(
                $"padding {before} and {after} around a pooling window of {size}: at most half the window, {size / 2}. "
                + "Use a smaller padding or a larger window.");
        }
    }
}
