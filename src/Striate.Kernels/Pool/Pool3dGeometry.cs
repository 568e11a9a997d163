using Striate.Kernels.Conv;

namespace Striate.Kernels.Pool;

/// <summary>
/// Sizes of a 3-D pooling with a sliding window. Volumes are [N, C, D, H, W], stored channels-last. Maxima and averages over a box are those
/// over its depth of those over its slices, so that a sample takes two 2-D poolings.
/// </summary>
public readonly record struct Pool3dGeometry : IGeometry
{
    /// <summary>Volumes in the batch.</summary>
    public int N { get; private init; }

    /// <summary>The first pooling of one sample, over rows and columns: D images of H×W.</summary>
    public Pool2dGeometry Slices { get; private init; }

    /// <summary>The second, over the depth: one image of D rows, each a slice of OH·OW places.</summary>
    public Pool2dGeometry Depths { get; private init; }

    /// <summary>Numbers in the input.</summary>
    public long InputLength => N * Slices.InputLength;

    /// <summary>Numbers in the output.</summary>
    public long OutputLength => N * Depths.OutputLength;

    /// <summary>None: pooling compares or adds.</summary>
    public long MultiplyAdds => 0;

    /// <summary>The window over rows and columns.</summary>
    public (WindowAxis Rows, WindowAxis Columns)? Window => Slices.Window;

    /// <summary>Checks the sizes and computes the output's.</summary>
    /// <param name="N">Volumes, 0 or more.</param>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="input">Depth, height and width of the input.</param>
    /// <param name="kernel">Depth, height and width of the window.</param>
    /// <param name="stride">Steps.</param>
    /// <param name="padding">Slices, rows and columns around the volume, at most half the window.</param>
    /// <param name="dilation">Distance between a window's places.</param>
    /// <param name="fit">What to do when a stride does not divide.</param>
    /// <param name="countIncludePad">Average pooling: whether padding counts as zeros.</param>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Pool3dGeometry Create(
        int N, int channels, Size3d input, Size3d kernel, Size3d stride, Padding3d padding, Size3d dilation, Fit fit, bool countIncludePad = true)
    {
        if (N < 0)
        {
            throw new ShapeException($"{N} volumes of {channels} channels: volumes must be at least 0, channels at least 1.");
        }

        padding = padding.For(input, kernel, stride, dilation);
        var slices = Pool2dGeometry.Create(
            input.Depth, channels, input.Slice, kernel.Slice, stride.Slice, padding.Slice, dilation.Slice, fit, countIncludePad);
        return new Pool3dGeometry
        {
            N = N,
            Slices = slices,
            Depths = Pool2dGeometry.Create(
                1, channels, (input.Depth, slices.Rows.Output * slices.Columns.Output), (kernel.Depth, 1), (stride.Depth, 1),
                new Padding2d(padding.Front, padding.Back, 0, 0), (dilation.Depth, 1), fit, countIncludePad),
        };
    }

    /// <summary>"[1,6,8,28,28] -> [1,6,4,14,14], window 2×2×2, stride 2×2×2".</summary>
    public override string ToString()
    {
        var (depth, rows, columns) = (Depths.Rows, Slices.Rows, Slices.Columns);
        return $"[{N},{Slices.Channels},{depth.Input},{rows.Input},{columns.Input}] -> [{N},{Slices.Channels},{depth.Output},{rows.Output},{columns.Output}]"
            + $", window {new Size3d(depth.Size, rows.Size, columns.Size)}, stride {new Size3d(depth.Stride, rows.Stride, columns.Stride)}";
    }
}
