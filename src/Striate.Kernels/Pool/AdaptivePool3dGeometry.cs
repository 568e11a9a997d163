using Striate.Kernels.Conv;

namespace Striate.Kernels.Pool;

/// <summary>Sizes of a 3-D pooling to a given output size, as two 2-D poolings of each sample, like those of <see cref="Pool3dGeometry"/>.</summary>
public readonly record struct AdaptivePool3dGeometry : IGeometry
{
    /// <summary>Volumes in the batch.</summary>
    public int N { get; private init; }

    /// <summary>The first pooling of one sample, over rows and columns: D images of H×W.</summary>
    public AdaptivePool2dGeometry Slices { get; private init; }

    /// <summary>The second, over the depth: one image of D rows, each a slice of OH·OW places.</summary>
    public AdaptivePool2dGeometry Depths { get; private init; }

    /// <summary>Numbers in the input.</summary>
    public long InputLength => N * Slices.InputLength;

    /// <summary>Numbers in the output.</summary>
    public long OutputLength => N * Depths.OutputLength;

    /// <summary>None: pooling compares or adds.</summary>
    public long MultiplyAdds => 0;

    /// <summary>The window over rows and columns, as <see cref="AdaptivePool2dGeometry.Window"/>.</summary>
    public (WindowAxis Rows, WindowAxis Columns)? Window => Slices.Window;

    /// <summary>Checks the sizes.</summary>
    /// <param name="N">Volumes, 0 or more.</param>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="input">Depth, height and width of the input, at least 1.</param>
    /// <param name="output">Depth, height and width of the output, at least 1.</param>
    /// <exception cref="ShapeException">A size is too small.</exception>
    public static AdaptivePool3dGeometry Create(int N, int channels, Size3d input, Size3d output)
    {
        if (N < 0 || input.Depth < 1 || output.Depth < 1)
        {
            throw new ShapeException($"{N} volumes of {channels} channels, {input} to {output}: volumes must be at least 0, channels and sizes at least 1.");
        }

        var places = output.Height * output.Width;
        return new AdaptivePool3dGeometry
        {
            N = N,
            Slices = AdaptivePool2dGeometry.Create(input.Depth, channels, input.Slice, output.Slice),
            Depths = AdaptivePool2dGeometry.Create(1, channels, (input.Depth, places), (output.Depth, places)),
        };
    }

    /// <summary>"[1,512,4,7,7] -> [1,512,1,1,1]".</summary>
    public override string ToString() =>
        $"[{N},{Slices.Channels},{Depths.Input.Height},{Slices.Input.Height},{Slices.Input.Width}]"
        + $" -> [{N},{Slices.Channels},{Depths.Output.Height},{Slices.Output.Height},{Slices.Output.Width}]";
}
