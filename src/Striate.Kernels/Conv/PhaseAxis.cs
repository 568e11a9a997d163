namespace Striate.Kernels.Conv;

/// <summary>
/// Along one axis, the input places a stride apart from one another and the taps that see them: tap u sees place i as output
/// (i + before − u)/stride, so that u is the same modulo the stride for all of a phase. Dense along the outputs, a phase is a
/// convolution of stride 1 with its taps backwards.
/// </summary>
internal readonly record struct PhaseAxis
{
    /// <summary>Input places of the phase.</summary>
    public int Places { get; private init; }

    /// <summary>Its taps; there may be none.</summary>
    public int Taps { get; private init; }

    /// <summary>Its last tap, with which a window begins.</summary>
    public int LastTap { get; private init; }

    /// <summary>From one of its taps to the next.</summary>
    public int TapStride { get; private init; }

    /// <summary>Outputs that the first place's window reaches over before the first one; negative where it begins later.</summary>
    public int Before { get; private init; }

    /// <summary>Taps of the phase that has the most.</summary>
    public static int MostTaps(WindowAxis axis) => (axis.Size + axis.Stride - 1) / axis.Stride;

    /// <summary>One phase; with gaps between the taps the stride is 1.</summary>
    public static PhaseAxis Of(WindowAxis axis, int phase)
    {
        var (first, firstTap) = Math.DivRem(phase + axis.Before, axis.Stride);
        var taps = Math.Max((axis.Size - firstTap + axis.Stride - 1) / axis.Stride, 0);
        return new PhaseAxis
        {
            Places = (axis.Input - phase + axis.Stride - 1) / axis.Stride,
            Taps = taps,
            LastTap = firstTap + ((taps - 1) * axis.Stride),
            TapStride = axis.Stride,
            Before = (axis.Dilation * (taps - 1)) - first,
        };
    }

    /// <summary>All taps and all places, as if the outputs lay as close as the inputs.</summary>
    public static PhaseAxis OfAllTaps(WindowAxis axis) => new()
    {
        Places = axis.Input,
        Taps = axis.Size,
        LastTap = axis.Size - 1,
        TapStride = 1,
        Before = axis.Extent - 1 - axis.Before,
    };
}
