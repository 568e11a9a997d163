using System.Numerics;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>An upright box around a thing in a picture, in pixels from the upper left corner of the picture.</summary>
/// <param name="Left">Where it begins, from the left.</param>
/// <param name="Top">Where it begins, from above.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Bottom">Where it ends.</param>
/// <param name="Label">The class of the thing.</param>
/// <exception cref="ArgumentException">It ends before it begins.</exception>
public readonly record struct BoundingBox(float Left, float Top, float Right, float Bottom, int Label = 0)
{
    /// <summary>Where it ends, from the left.</summary>
    public float Right { get; init; } = Right >= Left ? Right : throw EndsTooEarly("right", Left, Right, "left");

    /// <summary>Where it ends, from above.</summary>
    public float Bottom { get; init; } = Bottom >= Top ? Bottom : throw EndsTooEarly("bottom", Top, Bottom, "top");

    /// <summary>Its width times its height.</summary>
    public float Area => (Right - Left) * (Bottom - Top);

    /// <summary>A box with the same label from corner to corner, as far as it lies in a picture; null where nothing is left.</summary>
    internal BoundingBox? Within(Vector2 least, Vector2 most, Size2d size)
    {
        var edge = new Vector2(size.Width, size.Height);
        (least, most) = (Vector2.Clamp(least, Vector2.Zero, edge), Vector2.Clamp(most, Vector2.Zero, edge));
        return most.X > least.X && most.Y > least.Y ? new BoundingBox(least.X, least.Y, most.X, most.Y, Label) : null;
    }

    private static ArgumentException EndsTooEarly(string end, float first, float last, string start) => new(FormattableString.Invariant(
        $"A box with {start} {first} and {end} {last}; expected {end} at least {start}. Give left, top, right and bottom, not width and height."));
}
