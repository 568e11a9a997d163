using System.Numerics;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// A smooth field of shifts over a picture: a grid of points, each with a shift, and cubic B-splines between them. A shift of
/// at most a quarter of the spacing folds nothing, so that every place can be found again.
/// </summary>
/// <remarks>Rueckert et al., IEEE Transactions on Medical Imaging 18(8), 1999; Choi and Lee, Graphical Models 62(6), 2000, on folds.</remarks>
public sealed class Bend
{
    // Points before the first and after the last place that a spline of four reaches.
    private const int Reach = 3;

    private readonly Vector2[] _shifts;
    private readonly int _rows;
    private readonly int _columns;
    private readonly float _spacing;

    /// <summary>Draws one: each point's shift along either axis lies evenly between −amount and amount.</summary>
    /// <param name="size">Height and width of the picture.</param>
    /// <param name="amount">The largest shift, in pixels.</param>
    /// <param name="spacing">Pixels between points.</param>
    /// <param name="rng">Where everything random comes from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A spacing below 1.</exception>
    public Bend(Size2d size, float amount, float spacing, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        ArgumentOutOfRangeException.ThrowIfLessThan(spacing, 1);
        (_rows, _columns, _spacing) = ((int)(size.Height / spacing) + 1 + Reach, (int)(size.Width / spacing) + 1 + Reach, spacing);
        _shifts = new Vector2[_rows * _columns];
        foreach (ref var shift in _shifts.AsSpan())
        {
            shift = new Vector2(rng.NextFloat(-amount, amount), rng.NextFloat(-amount, amount));
        }
    }

    /// <summary>The shift at a place; beyond the picture it is that of its edge.</summary>
    /// <param name="place">(x, y) in pixels from the upper left corner.</param>
    public Vector2 At(Vector2 place)
    {
        var (column, across) = Knot(place.X / _spacing, _columns);
        var (row, down) = Knot(place.Y / _spacing, _rows);
        var sum = Vector2.Zero;
        for (var i = 0; i < 4; i++)
        {
            var shifts = _shifts.AsSpan(((row + i) * _columns) + column, 4);
            var along = (shifts[0] * across.X) + (shifts[1] * across.Y) + (shifts[2] * across.Z) + (shifts[3] * across.W);
            sum += along * down[i];
        }

        return sum;
    }

    // The first of four points along an axis, and their weights.
    private static (int First, Vector4 Weights) Knot(float place, int count)
    {
        var inside = float.Clamp(float.IsNaN(place) ? 0 : place, 0, count - Reach - 1);
        var first = (int)inside;
        var t = inside - first;
        var s = 1 - t;
        return (first, new Vector4(s * s * s, (3 * t * t * (t - 2)) + 4, (3 * s * s * (s - 2)) + 4, t * t * t) / 6);
    }
}
