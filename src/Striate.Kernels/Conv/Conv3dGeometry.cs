namespace Striate.Kernels.Conv;

/// <summary>
/// Sizes of a 3-D convolution. Volumes are [N, C, D, H, W] and filters [Cout, C/groups, KD, KH, KW], both stored channels-last: N, D,
/// H, W, C and Cout, KD, KH, KW, C/groups. A sample is computed as a 2-D convolution with an image for each slice of the output, whose
/// channels are those of all slices that the window sees from there.
/// </summary>
public readonly record struct Conv3dGeometry : IGeometry
{
    /// <summary>Volumes in the batch.</summary>
    public int N { get; private init; }

    /// <summary>The window over the slices.</summary>
    public WindowAxis Depth { get; private init; }

    /// <summary>The 2-D convolution of one sample: OD images of KD·C channels.</summary>
    public Conv2dGeometry Slices { get; private init; }

    /// <summary>Channels of the input.</summary>
    public int InChannels => Slices.InChannels / Depth.Size;

    /// <summary>Channels that one filter sees of a slice.</summary>
    public int GroupInChannels => Slices.GroupInChannels / Depth.Size;

    /// <summary>Whether each slice of the output sees one slice of the input, the one at its own place.</summary>
    public bool IsSliceBySlice => Depth is { Size: 1, Stride: 1, Before: 0, After: 0 };

    /// <summary>Numbers in one volume of the input.</summary>
    public int SampleLength => Depth.Input * Slices.Rows.Input * Slices.Columns.Input * InChannels;

    /// <summary>Numbers in the input.</summary>
    public long InputLength => (long)N * SampleLength;

    /// <summary>Numbers in the output.</summary>
    public long OutputLength => N * Slices.OutputLength;

    /// <summary>Numbers in the filter bank.</summary>
    public long FilterLength => Slices.FilterLength;

    /// <summary>Multiply-adds of the forward pass.</summary>
    public long MultiplyAdds => N * Slices.MultiplyAdds;

    /// <summary>The window over rows and columns.</summary>
    public (WindowAxis Rows, WindowAxis Columns)? Window => Slices.Window;

    /// <summary>Checks the sizes and computes the output's.</summary>
    /// <param name="N">Volumes, 0 or more.</param>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="input">Depth, height and width of the input.</param>
    /// <param name="outChannels">Number of filters.</param>
    /// <param name="kernel">Depth, height and width of a filter.</param>
    /// <param name="stride">Steps.</param>
    /// <param name="padding">Zeros around the volume.</param>
    /// <param name="dilation">Distance between a filter's places.</param>
    /// <param name="groups">Groups of channels; divides both channel counts.</param>
    /// <param name="fit">What to do when a stride does not divide: round down or an error.</param>
    /// <exception cref="ShapeException">The sizes do not fit, or are to be rounded up.</exception>
    public static Conv3dGeometry Create(
        int N, int inChannels, Size3d input, int outChannels, Size3d kernel, Size3d stride, Padding3d padding, Size3d dilation, int groups, Fit fit)
    {
        if (N < 0 || inChannels < 1 || groups < 1 || inChannels % groups != 0)
        {
            throw new ShapeException(
                $"{N} volumes, {inChannels} channels in, {outChannels} out, {groups} groups: channels must be at least 1 and groups must divide both.");
        }

        padding = padding.For(input, kernel, stride, dilation);
        var depth = WindowAxis.Create(input.Depth, kernel.Depth, stride.Depth, padding.Front, padding.Back, dilation.Depth, fit);
        return new Conv3dGeometry
        {
            N = N,
            Depth = depth,
            Slices = Conv2dGeometry.Create(
                depth.Output, inChannels * depth.Size, input.Slice, outChannels, kernel.Slice, stride.Slice, padding.Slice, dilation.Slice, groups, fit),
        };
    }

    /// <summary>"[1,3,16,56,56] * [8,3,3,3,3] -> [1,8,14,54,54], stride 1×1×1, pad 0", and what differs from the usual.</summary>
    public override string ToString()
    {
        var (rows, columns) = (Slices.Rows, Slices.Columns);
        var padding = new Padding3d(Depth.Before, Depth.After, new Padding2d(rows.Before, rows.After, columns.Before, columns.After));
        var dilation = new Size3d(Depth.Dilation, rows.Dilation, columns.Dilation);
        return $"[{N},{InChannels},{Depth.Input},{rows.Input},{columns.Input}] * [{Slices.OutChannels},{GroupInChannels},{Depth.Size},{rows.Size},{columns.Size}]"
            + $" -> [{N},{Slices.OutChannels},{Depth.Output},{rows.Output},{columns.Output}]"
            + $", stride {new Size3d(Depth.Stride, rows.Stride, columns.Stride)}, pad {padding}"
            + (dilation == 1 ? "" : $", dilation {dilation}")
            + (Slices.Groups == 1 ? "" : $", groups {Slices.Groups}");
    }
}
