using Striate.Kernels.Conv;

namespace Striate.Kernels.Pool;

/// <summary>
/// Sizes of a pooling to a given output size: row i of the output covers rows ⌊i·H/OH⌋ to ⌈(i + 1)·H/OH⌉ − 1 of the input,
/// columns likewise. Images are [N, C, H, W], stored channels-last.
/// </summary>
public readonly record struct AdaptivePool2dGeometry : IGeometry
{
    /// <summary>Images in the batch.</summary>
    public int N { get; private init; }

    /// <summary>Channels, each pooled by itself.</summary>
    public int Channels { get; private init; }

    /// <summary>Height and width of the input.</summary>
    public Size2d Input { get; private init; }

    /// <summary>Height and width of the output.</summary>
    public Size2d Output { get; private init; }

    /// <summary>Numbers in the input.</summary>
    public long InputLength => (long)N * Input.Height * Input.Width * Channels;

    /// <summary>Numbers in the output.</summary>
    public long OutputLength => (long)N * Output.Height * Output.Width * Channels;

    /// <summary>None: pooling adds.</summary>
    public long MultiplyAdds => 0;

    /// <summary>
    /// A regular window that covers the bins: exactly them where the output divides the input. Null where the output is
    /// larger than the input.
    /// </summary>
    public (WindowAxis Rows, WindowAxis Columns)? Window => Output.Height > Input.Height || Output.Width > Input.Width
        ? null
        : (Regular(Input.Height, Output.Height), Regular(Input.Width, Output.Width));

    /// <summary>Checks the sizes.</summary>
    /// <param name="N">Images, 0 or more.</param>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="input">Height and width of the input, at least 1.</param>
    /// <param name="output">Height and width of the output, at least 1.</param>
    /// <exception cref="ShapeException">A size is too small.</exception>
    public static AdaptivePool2dGeometry Create(int N, int channels, Size2d input, Size2d output)
    {
        if (N < 0 || channels < 1 || Math.Min(input.Height, input.Width) < 1 || Math.Min(output.Height, output.Width) < 1)
        {
            throw new ShapeException(
                $"{N} images of {channels} channels, {input} to {output}: images must be at least 0, channels and sizes at least 1.");
        }

        return new AdaptivePool2dGeometry { N = N, Channels = channels, Input = input, Output = output };
    }

    /// <summary>"[1,512,7,7] -> [1,512,1,1]".</summary>
    public override string ToString() =>
        $"[{N},{Channels},{Input.Height},{Input.Width}] -> [{N},{Channels},{Output.Height},{Output.Width}]";

    private static WindowAxis Regular(int input, int output)
    {
        var stride = input / output;
        return WindowAxis.Create(input, input - ((output - 1) * stride), stride, 0, 0, 1, Fit.Floor);
    }
}
