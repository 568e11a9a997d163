namespace Striate.Tensors;

/// <summary>
/// Places of one axis: a range, and every how manieth of it. A negative step walks backwards from the range's last place, so that
/// <c>(.., -1)</c> is the whole axis reversed.
/// </summary>
/// <param name="Range">From the first place to that before which it ends, as in <c>1..^1</c>.</param>
/// <param name="Step">From one place to the next; not 0.</param>
public readonly record struct AxisRange(Range Range, int Step = 1)
{
    /// <summary>All places of a range.</summary>
    /// <param name="range">The range.</param>
    public static implicit operator AxisRange(Range range) => new(range);

    /// <summary>From (range, step).</summary>
    /// <param name="slice">The range and the step.</param>
    public static implicit operator AxisRange((Range Range, int Step) slice) => new(slice.Range, slice.Step);

    /// <summary>"1..^1", or "0..8 by 2".</summary>
    public override string ToString() => Step == 1 ? $"{Range}" : $"{Range} by {Step}";
}
