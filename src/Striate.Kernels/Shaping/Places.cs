using System.Globalization;

namespace Striate.Kernels.Shaping;

/// <summary>The check that every kernel makes which reads places of an axis from numbers.</summary>
internal static class Places
{
    /// <summary>Each is a place of the axis.</summary>
    public static void Check(ReadOnlySpan<float> places, int size)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var place = places[i];
            if (!(place >= 0 && place < size && place == MathF.Truncate(place)))
            {
                throw new ShapeException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{place} at {i} is no place of an axis of {size}: expected a whole number from 0 to {size - 1}."));
            }
        }
    }
}
