namespace Striate.Kernels.Conv;

/// <summary>
/// Sizes of a transposed 2-D convolution: the convolution whose gradient of the images it computes. Its filters are
/// [Cin, Cout/groups, KH, KW], which are those of that convolution.
/// </summary>
public readonly record struct ConvTranspose2dGeometry : IGeometry
{
    /// <summary>The convolution that leads from this one's output to its input.</summary>
    public Conv2dGeometry Convolution { get; private init; }

    /// <summary>Multiply-adds of the forward pass, those at places that fall into the padding included.</summary>
    public long MultiplyAdds => Convolution.MultiplyAdds;

    /// <summary>The window that slides over the output.</summary>
    public (WindowAxis Rows, WindowAxis Columns)? Window => Convolution.Window;

    /// <inheritdoc/>
    public bool IsTransposed => true;

    /// <summary>Checks the sizes and computes the output's, OH = (H − 1)·stride − top − bottom + dilation·(KH − 1) + 1 + output padding.</summary>
    /// <param name="N">Images, 0 or more.</param>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="input">Height and width of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernel">Height and width of a filter.</param>
    /// <param name="stride">Steps of the window over the output.</param>
    /// <param name="padding">Rows and columns that are cut off the output, in numbers.</param>
    /// <param name="outputPadding">Rows and columns more at the bottom and on the right, less than the stride: several sizes of an image
    /// lead to one size behind a convolution with a stride, and this chooses among them.</param>
    /// <param name="dilation">Distance between a filter's places.</param>
    /// <param name="groups">Groups of channels; divides both channel counts.</param>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static ConvTranspose2dGeometry Create(
        int N, int inChannels, Size2d input, int outChannels, Size2d kernel, Size2d stride, Padding2d padding, Size2d outputPadding, Size2d dilation, int groups)
    {
        if (padding.IsSame)
        {
            throw new ShapeException("a transposed convolution takes its padding in numbers, not as Same. Give what is to be cut off each side of the output.");
        }

        if (outputPadding.Height < 0 || outputPadding.Width < 0 || outputPadding.Height >= stride.Height || outputPadding.Width >= stride.Width)
        {
            throw new ShapeException($"output padding {outputPadding} with stride {stride}: it must be at least 0 and less than the stride.");
        }

        var height = Output(input.Height, kernel.Height, stride.Height, padding.Top + padding.Bottom, outputPadding.Height, dilation.Height);
        var width = Output(input.Width, kernel.Width, stride.Width, padding.Left + padding.Right, outputPadding.Width, dilation.Width);
        return new ConvTranspose2dGeometry
        {
            Convolution = Conv2dGeometry.Create(N, outChannels, (height, width), inChannels, kernel, stride, padding, dilation, groups, Fit.Floor),
        };
    }

    /// <summary>"[1,8,13,13] * [8,3,3,3] -> [1,3,28,28], stride 2, pad 0, transposed".</summary>
    public override string ToString()
    {
        var g = Convolution;
        return $"[{g.N},{g.OutChannels},{g.Rows.Output},{g.Columns.Output}] * [{g.OutChannels},{g.GroupInChannels},{g.Rows.Size},{g.Columns.Size}]"
            + $" -> [{g.N},{g.InChannels},{g.Rows.Input},{g.Columns.Input}], stride {new Size2d(g.Rows.Stride, g.Columns.Stride)}"
            + $", pad {new Padding2d(g.Rows.Before, g.Rows.After, g.Columns.Before, g.Columns.After)}, transposed";
    }

    private static int Output(int input, int size, int stride, int padding, int outputPadding, int dilation)
    {
        var output = ((input - 1L) * stride) - padding + (dilation * (size - 1L)) + 1 + outputPadding;
        return input < 1 || output is < 1 or > int.MaxValue
            ? throw new ShapeException(
                $"an input of {input}, kernel {size}, stride {stride}, padding {padding} in all gives an output of {output}; it must be at least 1. Use less padding.")
            : (int)output;
    }
}
