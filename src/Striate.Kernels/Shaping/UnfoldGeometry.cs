using Striate.Kernels.Conv;

namespace Striate.Kernels.Shaping;

/// <summary>Sizes of the patches that a sliding window sees: images [N, C, H, W], channels-last, and patches [N, C, KH, KW, OH, OW].</summary>
public sealed class UnfoldGeometry : IGeometry
{
    private UnfoldGeometry(int N, int channels, WindowAxis rows, WindowAxis columns, (StridedView, StridedView)[] taps) =>
        (this.N, Channels, Rows, Columns, Taps) = (N, channels, rows, columns, taps);

    /// <summary>Images in the batch.</summary>
    public int N { get; }

    /// <summary>Channels.</summary>
    public int Channels { get; }

    /// <summary>The window over the rows.</summary>
    public WindowAxis Rows { get; }

    /// <summary>The window over the columns.</summary>
    public WindowAxis Columns { get; }

    /// <summary>Numbers of the images.</summary>
    public long ImageLength => (long)N * Channels * Rows.Input * Columns.Input;

    /// <summary>Numbers of the patches.</summary>
    public long PatchLength => (long)N * Channels * Rows.Size * Columns.Size * Rows.Output * Columns.Output;

    /// <summary>None: numbers are copied, or added.</summary>
    public long MultiplyAdds => 0;

    /// <inheritdoc/>
    public (WindowAxis Rows, WindowAxis Columns)? Window => (Rows, Columns);

    /// <summary>For each place of the window: the pixels that it sees, and where they lie in the patches.</summary>
    internal (StridedView Image, StridedView Patches)[] Taps { get; }

    /// <summary>Checks the sizes.</summary>
    /// <param name="N">Images, 0 or more.</param>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="input">Height and width of the images.</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="stride">Steps.</param>
    /// <param name="padding">Rows and columns of zeros around the images.</param>
    /// <param name="dilation">Distance between the window's places.</param>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static UnfoldGeometry Create(int N, int channels, Size2d input, Size2d kernel, Size2d stride, Padding2d padding, Size2d dilation)
    {
        if (N < 0 || channels < 1)
        {
            throw new ShapeException($"{N} images of {channels} channels: images must be at least 0, channels at least 1.");
        }

        var rows = WindowAxis.Create(input.Height, kernel.Height, stride.Height, padding.Top, padding.Bottom, dilation.Height, Fit.Floor);
        var columns = WindowAxis.Create(input.Width, kernel.Width, stride.Width, padding.Left, padding.Right, dilation.Width, Fit.Floor);
        var image = StridedView.Dense(N, input.Height, input.Width, channels).Permute(0, 3, 1, 2);
        var patches = StridedView.Dense(N, channels, rows.Size, columns.Size, rows.Output, columns.Output);
        var taps =
            from u in Enumerable.Range(0, rows.Size)
            from v in Enumerable.Range(0, columns.Size)
            let down = OnImage(rows, u)
            let across = OnImage(columns, v)
            select (
                image.Slice(2, down.Place, down.Count, rows.Stride).Slice(3, across.Place, across.Count, columns.Stride),
                patches.Select(3, v).Select(2, u).Slice(2, down.First, down.Count).Slice(3, across.First, across.Count));
        return new UnfoldGeometry(N, channels, rows, columns, [.. taps]);
    }

    /// <summary>"[1,3,8,8] -> [1,3,2,2,4,4]".</summary>
    public override string ToString() =>
        $"[{N},{Channels},{Rows.Input},{Columns.Input}] -> [{N},{Channels},{Rows.Size},{Columns.Size},{Rows.Output},{Columns.Output}]";

    // The outputs for which a place of the window lies on the image, and the pixel that it sees for the first of them.
    private static (int First, int Count, int Place) OnImage(WindowAxis axis, int tap)
    {
        var ahead = axis.Before - (tap * axis.Dilation);
        var first = ahead > 0 ? (ahead + axis.Stride - 1) / axis.Stride : 0;
        var last = axis.Input - 1 + ahead < 0 ? -1 : Math.Min((axis.Input - 1 + ahead) / axis.Stride, axis.Output - 1);
        return (first, Math.Max(last - first + 1, 0), (first * axis.Stride) - ahead);
    }
}
