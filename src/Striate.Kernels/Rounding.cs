namespace Striate.Kernels;

/// <summary>Whole numbers brought to multiples of others.</summary>
internal static class Rounding
{
    /// <summary>The smallest multiple that is not less.</summary>
    public static int Up(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
