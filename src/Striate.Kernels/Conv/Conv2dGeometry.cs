namespace Striate.Kernels.Conv;

/// <summary>
/// Sizes of a 2-D convolution, all computed here once. Images are [N, C, H, W] and filters [Cout, C/groups, KH, KW], both
/// stored channels-last: N, H, W, C and Cout, KH, KW, C/groups.
/// </summary>
public readonly record struct Conv2dGeometry : IGeometry
{
    /// <summary>Images in the batch.</summary>
    public int N { get; private init; }

    /// <summary>Channels of the input.</summary>
    public int InChannels { get; private init; }

    /// <summary>Channels of the output: the number of filters.</summary>
    public int OutChannels { get; private init; }

    /// <summary>Groups that the channels are cut into, each with filters of its own.</summary>
    public int Groups { get; private init; }

    /// <summary>The window over the rows.</summary>
    public WindowAxis Rows { get; private init; }

    /// <summary>The window over the columns.</summary>
    public WindowAxis Columns { get; private init; }

    /// <summary>Channels that one filter sees.</summary>
    public int GroupInChannels => InChannels / Groups;

    /// <summary>Filters of one group.</summary>
    public int GroupOutChannels => OutChannels / Groups;

    /// <summary>Weights of one filter: KH·KW·C/groups.</summary>
    public int FilterSize => Rows.Size * Columns.Size * GroupInChannels;

    /// <summary>Whether each output pixel sees one input pixel, the one at its own place.</summary>
    public bool IsPointwise => IsPoint(Rows) && IsPoint(Columns);

    /// <summary>Whether each output channel sees one input channel, its own.</summary>
    public bool IsDepthwise => Groups > 1 && Groups == InChannels && Groups == OutChannels;

    /// <summary>Numbers in the input.</summary>
    public long InputLength => (long)N * Rows.Input * Columns.Input * InChannels;

    /// <summary>Numbers in the output.</summary>
    public long OutputLength => (long)N * Rows.Output * Columns.Output * OutChannels;

    /// <summary>Numbers in the filter bank.</summary>
    public long FilterLength => (long)OutChannels * FilterSize;

    /// <summary>Multiply-adds of the forward pass.</summary>
    public long MultiplyAdds => OutputLength * FilterSize;

    /// <inheritdoc/>
    public (WindowAxis Rows, WindowAxis Columns)? Window => (Rows, Columns);

    /// <summary>Checks the sizes and computes the output's.</summary>
    /// <param name="N">Images, 0 or more.</param>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="input">Height and width of the input.</param>
    /// <param name="outChannels">Number of filters.</param>
    /// <param name="kernel">Height and width of a filter.</param>
    /// <param name="stride">Steps.</param>
    /// <param name="padding">Zeros around the image.</param>
    /// <param name="dilation">Distance between a filter's places.</param>
    /// <param name="groups">Groups of channels; divides both channel counts.</param>
    /// <param name="fit">What to do when a stride does not divide: round down or an error.</param>
    /// <exception cref="ShapeException">The sizes do not fit, or are to be rounded up.</exception>
    public static Conv2dGeometry Create(
        int N, int inChannels, Size2d input, int outChannels, Size2d kernel, Size2d stride, Padding2d padding, Size2d dilation, int groups, Fit fit)
    {
        if (N < 0 || inChannels < 1 || outChannels < 1 || groups < 1 || inChannels % groups != 0 || outChannels % groups != 0)
        {
            throw new ShapeException(
                $"{N} images, {inChannels} channels in, {outChannels} out, {groups} groups: channels must be at least 1 and groups must divide both.");
        }

        if (fit == Fit.Ceiling)
        {
            throw new ShapeException(
                "Fit.Ceiling is for pooling; a convolution would read zeros where its last window hangs over. "
                + "Give them as padding at the bottom and on the right.");
        }

        padding = padding.For(input, kernel, stride, dilation);
        return new Conv2dGeometry
        {
            N = N,
            InChannels = inChannels,
            OutChannels = outChannels,
            Groups = groups,
            Rows = WindowAxis.Create(input.Height, kernel.Height, stride.Height, padding.Top, padding.Bottom, dilation.Height, fit),
            Columns = WindowAxis.Create(input.Width, kernel.Width, stride.Width, padding.Left, padding.Right, dilation.Width, fit),
        };
    }

    /// <summary>"[1,3,28,28] * [8,3,3,3] -> [1,8,26,26], stride 1, pad 0", and what differs from the usual.</summary>
    public override string ToString()
    {
        var padding = new Padding2d(Rows.Before, Rows.After, Columns.Before, Columns.After);
        var text = $"[{N},{InChannels},{Rows.Input},{Columns.Input}] * [{OutChannels},{GroupInChannels},{Rows.Size},{Columns.Size}]"
            + $" -> [{N},{OutChannels},{Rows.Output},{Columns.Output}], stride {Pair(Rows.Stride, Columns.Stride)}, pad {padding}";
        if (Rows.Dilation > 1 || Columns.Dilation > 1)
        {
            text += $", dilation {Pair(Rows.Dilation, Columns.Dilation)}";
        }

        return Groups > 1 ? $"{text}, groups {Groups}" : text;
    }

    private static bool IsPoint(WindowAxis axis) => axis is { Size: 1, Stride: 1, Before: 0, After: 0 };

    private static string Pair(int rows, int columns) => rows == columns ? $"{rows}" : $"{rows}×{columns}";
}
