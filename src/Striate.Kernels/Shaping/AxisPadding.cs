namespace Striate.Kernels.Shaping;

/// <summary>Places added before and after an axis; a single number stands for both.</summary>
/// <param name="Before">Places before the first.</param>
/// <param name="After">Places after the last.</param>
public readonly record struct AxisPadding(int Before, int After)
{
    /// <summary>The same on both sides.</summary>
    /// <param name="padding">Places on each side.</param>
    public static implicit operator AxisPadding(int padding) => new(padding, padding);

    /// <summary>From (before, after).</summary>
    /// <param name="padding">Places before, places after.</param>
    public static implicit operator AxisPadding((int Before, int After) padding) => new(padding.Before, padding.After);
}
