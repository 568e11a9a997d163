namespace Striate.Kernels.Conv;

/// <summary>
/// One axis of a depthwise convolution or of its data gradient: which of the filter's taps an output takes, and from where.
/// Both directions are sums over taps; the gradient's walk against the windows.
/// </summary>
internal readonly record struct DepthwiseAxis
{
    private int Stride { get; init; }

    private int Before { get; init; }

    private int Dilation { get; init; }

    private bool IsGradient { get; init; }

    // From one tap that an output of a strided gradient takes to the next one.
    private int TapStep { get; init; }

    /// <summary>Places that are computed.</summary>
    public int Outputs { get; private init; }

    /// <summary>Places that are read.</summary>
    public int Sources { get; private init; }

    /// <summary>Taps of the filter.</summary>
    public int Size { get; private init; }

    /// <summary>From one output's first source to the next one's, between those of <see cref="Inside"/>.</summary>
    public int Move => IsGradient ? 1 : Stride;

    /// <summary>After so many outputs the same taps come again.</summary>
    public int Period => IsGradient ? Stride : 1;

    public static DepthwiseAxis Forward(WindowAxis axis) => new()
    {
        Outputs = axis.Output,
        Sources = axis.Input,
        Size = axis.Size,
        Stride = axis.Stride,
        Before = axis.Before,
        Dilation = axis.Dilation,
        TapStep = 1,
    };

    public static DepthwiseAxis Gradient(WindowAxis axis) => Forward(axis) with
    {
        Outputs = axis.Input,
        Sources = axis.Output,
        IsGradient = true,
        TapStep = axis.Stride / GreatestCommonDivisor(axis.Stride, axis.Dilation),
    };

    /// <summary>The taps of one output that lie on the sources.</summary>
    public Taps Of(int output)
    {
        if (!IsGradient)
        {
            var start = (output * Stride) - Before;
            var first = start >= 0 ? 0 : (-start + Dilation - 1) / Dilation;
            var end = start >= Sources ? 0 : Math.Min(Size, ((Sources - 1 - start) / Dilation) + 1);
            return new Taps(first, 1, Math.Max(end - first, 0), start + (first * Dilation), Dilation);
        }

        // The window at place i looks here with tap t where i·stride + t·dilation = reach.
        var reach = output + Before;
        var tap = 0;
        while (tap < TapStep && (reach - (tap * Dilation)) % Stride != 0)
        {
            tap++;
        }

        var (source, step) = ((reach - (tap * Dilation)) / Stride, TapStep * Dilation / Stride);
        var skipped = tap < TapStep ? Math.Max(source - Sources + step, 0) / step : Size;
        (tap, source) = (tap + (skipped * TapStep), source - (skipped * step));
        return new Taps(tap, TapStep, tap >= Size || source < 0 ? 0 : Math.Min((Size - 1 - tap) / TapStep, source / step) + 1, source, -step);
    }

    /// <summary>Outputs that take every tap, one after the other; none of a strided gradient, whose outputs take them in turn.</summary>
    public (int First, int End) Inside()
    {
        if (!IsGradient)
        {
            var first = Math.Clamp((Before + Stride - 1) / Stride, 0, Outputs);
            var last = Sources + Before - (Dilation * (Size - 1)) - 1;
            return (first, last < 0 ? first : Math.Clamp((last / Stride) + 1, first, Outputs));
        }

        var start = Stride > 1 ? Outputs : Math.Clamp((Dilation * (Size - 1)) - Before, 0, Outputs);
        return (start, Math.Clamp(Sources - Before, start, Outputs));
    }

    /// <summary>Whether outputs come in pairs: one takes the first and the last of three taps, the next the one between.</summary>
    public bool IsOfPairs => IsGradient && Stride == 2 && Dilation == 1 && Size == 3;

    /// <summary>The pairs that take every tap of theirs, one after the other; see <see cref="IsOfPairs"/>.</summary>
    /// <returns>The source of the first one's first tap, its first output, and how many there are.</returns>
    public (int Source, int First, int Count) Pairs()
    {
        var source = Math.Max((Before + 1) / 2, 1);
        var first = (2 * source) - Before;
        return (source, Math.Min(first, Outputs), Math.Max(Math.Min(Sources - source, (Outputs - first) / 2), 0));
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    /// <summary>Some taps at equal distances, and the sources at which they look.</summary>
    /// <param name="First">The first tap.</param>
    /// <param name="Step">From one to the next.</param>
    /// <param name="Count">How many; none where only padding is seen.</param>
    /// <param name="Source">The source of the first tap.</param>
    /// <param name="SourceStep">From its source to the next one's.</param>
    public readonly record struct Taps(int First, int Step, int Count, int Source, int SourceStep)
    {
        /// <summary>The source of a tap, or −1 where that is no part of the sum.</summary>
        public int SourceOf(int tap)
        {
            var (number, rest) = Math.DivRem(tap - First, Step);
            return rest == 0 && (uint)number < (uint)Count ? Source + (number * SourceStep) : -1;
        }
    }
}
