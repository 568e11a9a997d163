using System.Numerics;

namespace Striate.Kernels.Resampling;

/// <summary>
/// The piecewise cubic of cubic convolution: W(0) = 1, W(1) = W(2) = 0, smooth, and 0 beyond 2. Keys, IEEE Transactions on
/// Acoustics, Speech, and Signal Processing 29(6), 1981.
/// </summary>
internal static class Cubic
{
    /// <summary>The slope at 1 that interpolates between pixels.</summary>
    public const double Sharp = -0.75;

    /// <summary>The slope at 1 that continues a parabola best.</summary>
    public const double Smooth = -0.5;

    /// <summary>The weight of a pixel at some distance.</summary>
    /// <param name="distance">In pixels.</param>
    /// <param name="a">The slope at 1.</param>
    public static T Weight<T>(T distance, T a)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var (d, two, three) = (T.Abs(distance), T.CreateChecked(2), T.CreateChecked(3));
        return d < T.One ? ((((a + two) * d) - (a + three)) * d * d) + T.One
            : d < two ? ((((((d - (two + three)) * d) + (two * two * two)) * d) - (two * two)) * a)
            : T.Zero * d;
    }

    /// <summary>How the weight changes with the distance, signed.</summary>
    /// <param name="distance">In pixels.</param>
    /// <param name="a">The slope at 1.</param>
    public static float Slope(float distance, float a)
    {
        var d = MathF.Abs(distance);
        var slope = d < 1 ? ((3 * (a + 2) * d) - (2 * (a + 3))) * d : d < 2 ? a * ((((3 * d) - 10) * d) + 8) : 0 * d;
        return distance < 0 ? -slope : slope;
    }
}
