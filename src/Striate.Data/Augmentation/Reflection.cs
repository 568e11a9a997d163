using System.Numerics;

namespace Striate.Data.Augmentation;

/// <summary>The pixel work of <see cref="Surroundings.Reflect"/>.</summary>
internal static class Reflection
{
    /// <summary>Where the pixel lies that is seen at a place beyond the edge.</summary>
    /// <param name="place">Any whole number; 0 to length − 1 lie inside.</param>
    /// <param name="length">Pixels along the axis, at least 1.</param>
    public static int Of(int place, int length)
    {
        var period = Math.Max(2 * (length - 1), 1);
        var within = ((place % period) + period) % period;
        return Math.Min(within, period - within) % length;
    }

    /// <summary>The same for a place between pixels; that of the first pixel's centre is 0.5.</summary>
    public static float Of(float place, int length)
    {
        var period = 2f * (length - 1);
        if (length == 1 || !float.IsFinite(place))
        {
            return 0.5f;
        }

        var from = place - 0.5f;
        var within = from - (period * MathF.Floor(from / period));
        return MathF.Min(within, period - within) + 0.5f;
    }

    /// <summary>Where what is seen at a place lies in the picture.</summary>
    public static Vector2 Of(Vector2 place, int width, int height) => new(Of(place.X, width), Of(place.Y, height));
}
