using System.Globalization;

namespace Striate.Kernels.Conv;

/// <summary>A window that slides along one axis: the arithmetic (N − F + 2P)/S + 1. Dumoulin and Visin, arXiv:1603.07285.</summary>
public readonly record struct WindowAxis
{
    /// <summary>Length of the input, N.</summary>
    public int Input { get; private init; }

    /// <summary>Places that the window looks at, F.</summary>
    public int Size { get; private init; }

    /// <summary>Step of the window, S.</summary>
    public int Stride { get; private init; }

    /// <summary>Padding before the first place.</summary>
    public int Before { get; private init; }

    /// <summary>Padding after the last place.</summary>
    public int After { get; private init; }

    /// <summary>Distance between neighbouring places of the window; 1 for a dense one.</summary>
    public int Dilation { get; private init; }

    /// <summary>Places of the output.</summary>
    public int Output { get; private init; }

    /// <summary>Length that the window spans: dilation·(F − 1) + 1.</summary>
    public int Extent => (Dilation * (Size - 1)) + 1;

    /// <summary>Places at the far end, padding included, that no window reaches because the division is rounded down; 0 where the
    /// last window hangs over.</summary>
    public int LeftOver => Math.Max(Input + Before + After - Extent - ((Output - 1) * Stride), 0);

    /// <summary>The arithmetic with the numbers filled in: "(7 − 3)/3 + 1 = 2.33", "(32 − 5 + 2·2)/1 + 1 = 32".</summary>
    public string Formula => Explain(Input, Extent, Stride, Before, After);

    /// <summary>Checks the numbers and computes the output.</summary>
    /// <param name="input">Length of the input, at least 1.</param>
    /// <param name="size">Places of the window, at least 1.</param>
    /// <param name="stride">Step, at least 1.</param>
    /// <param name="before">Padding before, 0 or more.</param>
    /// <param name="after">Padding after, 0 or more.</param>
    /// <param name="dilation">Distance between places, at least 1.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <exception cref="ShapeException">A number is out of range, the window is longer than the padded input (by a step or more
    /// with <see cref="Fit.Ceiling"/>), or the stride does not divide and <paramref name="fit"/> is <see cref="Fit.Exact"/>.</exception>
    public static WindowAxis Create(int input, int size, int stride, int before, int after, int dilation, Fit fit)
    {
        if (input < 1 || size < 1 || stride < 1 || before < 0 || after < 0 || dilation < 1)
        {
            throw new ShapeException(
                $"input {input}, kernel {size}, stride {stride}, padding {before} and {after}, dilation {dilation}: "
                + "input, kernel, stride and dilation must be at least 1, padding at least 0.");
        }

        if ((long)input + before + after > int.MaxValue)
        {
            throw new ShapeException($"an input of {input} with padding {before} and {after} is too large. Keep it below {int.MaxValue} places.");
        }

        var extent = ((long)dilation * (size - 1)) + 1;
        var slack = (long)input + before + after - extent;
        var mostOverhang = fit == Fit.Ceiling ? stride - 1 : 0;
        if (slack + mostOverhang < 0)
        {
            throw new ShapeException(
                $"a window of {extent} does not fit an input of {input} with padding {before} and {after}. "
                + "Give a larger input, a smaller kernel, or more padding.");
        }

        if (fit == Fit.Exact && slack % stride != 0)
        {
            throw new ShapeException(
                $"{Explain(input, (int)extent, stride, before, after)} is no whole number. "
                + $"Choose a stride that divides {slack}, change the padding, or allow Fit.Floor, which leaves out {slack % stride}.");
        }

        var output = ((slack + mostOverhang) / stride) + 1;
        if (fit == Fit.Ceiling)
        {
            // A window that starts behind the input would see nothing but padding.
            output = Math.Min(output, (((long)input + before - 1) / stride) + 1);
        }

        if (output > int.MaxValue)
        {
            throw new ShapeException($"an output of {output} places is too large.");
        }

        return new WindowAxis
        {
            Input = input,
            Size = size,
            Stride = stride,
            Before = before,
            After = after,
            Dilation = dilation,
            Output = (int)output,
        };
    }

    /// <summary>The padding before and after with which the output has ⌈input / stride⌉ places, the larger half after.</summary>
    internal static (int Before, int After) SamePadding(int input, int size, int stride, int dilation)
    {
        // Sizes that are out of range are left to Create, which says so.
        var output = (input + Math.Max(stride, 1) - 1) / Math.Max(stride, 1);
        var total = Math.Max(((output - 1) * stride) + (dilation * (size - 1)) + 1 - input, 0);
        return (total / 2, total - (total / 2));
    }

    /// <summary>The arithmetic with the numbers filled in.</summary>
    private static string Explain(int input, int extent, int stride, int before, int after)
    {
        var padding = (before, after) switch
        {
            (0, 0) => "",
            _ when before == after => $" + 2·{before}",
            _ => $" + {before} + {after}",
        };
        var value = (((double)input - extent + before + after) / stride) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"({input} − {extent}{padding})/{stride} + 1 = {value:0.##}");
    }
}
