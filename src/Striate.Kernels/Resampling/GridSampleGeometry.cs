using Striate.Kernels.Conv;

namespace Striate.Kernels.Resampling;

/// <summary>Sizes and settings of sampling images at the places of a grid. Images are [N, C, H, W], stored channels-last.</summary>
public readonly record struct GridSampleGeometry : IGeometry
{
    /// <summary>Images in the batch.</summary>
    public int N { get; private init; }

    /// <summary>Channels, each sampled at the same places.</summary>
    public int Channels { get; private init; }

    /// <summary>Height and width of the images.</summary>
    public Size2d Input { get; private init; }

    /// <summary>Height and width of the grid.</summary>
    public Size2d Output { get; private init; }

    /// <summary>What lies between pixels.</summary>
    public GridSampleMode Mode { get; private init; }

    /// <summary>What lies outside of the images.</summary>
    public GridPadding Padding { get; private init; }

    /// <summary>Whether −1 and 1 are the centres of the outermost pixels; else they are their edges.</summary>
    public bool AlignCorners { get; private init; }

    /// <summary>Numbers of the images.</summary>
    public long InputLength => (long)N * Input.Height * Input.Width * Channels;

    /// <summary>Numbers of the output.</summary>
    public long OutputLength => Pixels * Channels;

    /// <summary>Numbers of the grid: two for each pixel of the output, x and y.</summary>
    public long GridLength => Pixels * 2;

    /// <summary>One for each pixel that a number of the output is made of.</summary>
    public long MultiplyAdds => OutputLength * Reach * Reach;

    /// <summary>Pixels along an axis that a place looks at.</summary>
    internal int Reach => Mode switch
    {
        GridSampleMode.Nearest => 1,
        GridSampleMode.Bilinear => 2,
        _ => 4,
    };

    private long Pixels => (long)N * Output.Height * Output.Width;

    /// <summary>Checks the sizes.</summary>
    /// <param name="N">Images, 0 or more.</param>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="input">Height and width of the images, at least 1.</param>
    /// <param name="output">Height and width of the grid, 0 or more.</param>
    /// <param name="mode">What lies between pixels.</param>
    /// <param name="padding">What lies outside of the images.</param>
    /// <param name="alignCorners">Whether −1 and 1 are the centres of the outermost pixels.</param>
    /// <exception cref="ShapeException">A size is too small.</exception>
    public static GridSampleGeometry Create(
        int N, int channels, Size2d input, Size2d output, GridSampleMode mode, GridPadding padding, bool alignCorners)
    {
        if (N < 0 || channels < 1 || Math.Min(input.Height, input.Width) < 1 || Math.Min(output.Height, output.Width) < 0)
        {
            throw new ShapeException(
                $"{N} images of {channels} channels, {input}, sampled at {output} places: images and places must be at least 0, channels and sizes at least 1.");
        }

        return new GridSampleGeometry
        {
            N = N,
            Channels = channels,
            Input = input,
            Output = output,
            Mode = mode,
            Padding = padding,
            AlignCorners = alignCorners,
        };
    }

    /// <summary>"[1,3,8,8] at 4×4 places, Bilinear, Zeros".</summary>
    public override string ToString() => $"[{N},{Channels},{Input.Height},{Input.Width}] at {Output} places, {Mode}, {Padding}";
}
