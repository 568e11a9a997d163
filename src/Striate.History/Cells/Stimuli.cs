using Striate.Tensors;

namespace Striate.History;

/// <summary>What Hubel and Wiesel showed on their screen: spots, bars and gratings, light (1) on dark (0), shape [1, 1, side, side].</summary>
internal static class Stimuli
{
    /// <summary>A spot of light in the middle.</summary>
    public static Tensor Spot(int side, double radius) => Draw(side, (x, y) => Soft(radius - Math.Sqrt((x * x) + (y * y))));

    /// <summary>A bar of light through the middle.</summary>
    /// <param name="side">Rows and columns.</param>
    /// <param name="orientation">In degrees, counter-clockwise from horizontal.</param>
    /// <param name="length">In pixels.</param>
    /// <param name="width">In pixels.</param>
    public static Tensor Bar(int side, double orientation, double length, double width = 4)
    {
        var (sin, cos) = Math.SinCos(orientation * Math.PI / 180);
        return Draw(side, (x, y) => Soft((length / 2) - Math.Abs((cos * x) - (sin * y))) * Soft((width / 2) - Math.Abs((sin * x) + (cos * y))));
    }

    /// <summary>Stripes everywhere, as a sine of contrast 1.</summary>
    public static Tensor Grating(int side, double orientation, double phase, double wavelength)
    {
        var (sin, cos) = Math.SinCos(orientation * Math.PI / 180);
        return Draw(side, (x, y) => 0.5 + (0.5 * Math.Cos((2 * Math.PI * ((sin * x) + (cos * y)) / wavelength) + (phase * Math.PI / 180))));
    }

    /// <summary>Stripes that move across themselves, shape [frames, 1, side, side].</summary>
    /// <param name="side">Rows and columns.</param>
    /// <param name="direction">In degrees, counter-clockwise from the right.</param>
    /// <param name="wavelength">In pixels.</param>
    /// <param name="period">Frames for one wavelength.</param>
    /// <param name="frames">How many.</param>
    public static Tensor Drift(int side, double direction, double wavelength, double period, int frames) =>
        Ops.Concat(0, [.. Enumerable.Range(0, frames).Select(t => Grating(side, direction + 90, -360.0 * t / period, wavelength))]);

    private static Tensor Draw(int side, Func<double, double, double> light)
    {
        var middle = (side - 1) / 2.0;
        var values = new float[side * side];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)light((i % side) - middle, (i / side) - middle);
        }

        return Tensor.From(values, [1, 1, side, side]);
    }

    // An edge that is one pixel soft: 0 outside, 1 inside.
    private static double Soft(double inside) => Math.Clamp(inside + 0.5, 0, 1);
}
