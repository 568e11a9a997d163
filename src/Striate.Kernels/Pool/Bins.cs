using System.Runtime.CompilerServices;
using Striate.Kernels.Conv;

namespace Striate.Kernels.Pool;

/// <summary>Neighbouring places of one axis that are pooled into one output.</summary>
/// <param name="Start">The first place.</param>
/// <param name="Count">How many places of the image; every <c>dilation</c>-th from the first.</param>
/// <param name="Divisor">What an average divides by along this axis.</param>
internal readonly record struct Bin(int Start, int Count, int Divisor);

/// <summary>How one axis of the input is cut into bins, one for each output; they may overlap.</summary>
internal interface IBins
{
    /// <summary>Length of the input.</summary>
    int Input { get; }

    /// <summary>Number of bins.</summary>
    int Output { get; }

    /// <summary>Distance between a bin's places.</summary>
    int Dilation { get; }

    /// <summary>Whether the bins neither overlap nor leave anything out.</summary>
    bool AreTiles { get; }

    /// <summary>The bin of an output.</summary>
    Bin At(int output);
}

/// <summary>Bins of a sliding window; what lies in the padding, or hangs over beyond it, is cut off.</summary>
internal readonly struct WindowBins(WindowAxis axis, bool countIncludePad = false) : IBins
{
    public int Input => axis.Input;

    public int Output => axis.Output;

    public int Dilation => axis.Dilation;

    public bool AreTiles =>
        axis is { Dilation: 1, Before: 0, After: 0 } && axis.Stride == axis.Size && axis.Output * axis.Stride == axis.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Bin At(int output)
    {
        var start = (output * axis.Stride) - axis.Before;
        if (axis.Dilation != 1)
        {
            return OfGaps(start);
        }

        // Without divisions, which take longer than a window of few channels.
        var first = Math.Max(start, 0);
        var places = Math.Max(Math.Min(start + axis.Size, axis.Input) - first, 0);
        return new Bin(first, places, countIncludePad ? Math.Min(axis.Size, axis.Input + axis.After - start) : places);
    }

    private Bin OfGaps(int start)
    {
        var skipped = start < 0 ? (axis.Dilation - 1 - start) / axis.Dilation : 0;
        var end = Math.Min(axis.Size, (axis.Input - start + axis.Dilation - 1) / axis.Dilation);
        var count = Math.Max(end - skipped, 0);

        // The average's window is dense.
        var padded = Math.Min(axis.Size, axis.Input + axis.After - start);
        return new Bin(start + (skipped * axis.Dilation), count, countIncludePad ? padded : count);
    }
}

/// <summary>Bins from ⌊i·In/Out⌋ to ⌈(i + 1)·In/Out⌉, which spread any input evenly over any output.</summary>
internal readonly struct AdaptiveBins(int input, int output) : IBins
{
    public int Input => input;

    public int Output => output;

    public int Dilation => 1;

    public bool AreTiles => input % output == 0;

    public Bin At(int i)
    {
        var start = (int)((long)i * input / output);
        var count = (int)((((long)i + 1) * input + output - 1) / output) - start;
        return new Bin(start, count, count);
    }
}
