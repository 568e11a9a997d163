using System.Numerics.Tensors;

namespace Striate.Insight;

/// <summary>A Gabor function of pixels, and the search for the one that is nearest to given numbers.</summary>
/// <param name="Angle">The direction across the bars, in radians from the row, downwards.</param>
/// <param name="Frequency">Cycles per pixel.</param>
/// <param name="X">Column of the envelope's centre.</param>
/// <param name="Y">Row of the envelope's centre.</param>
/// <param name="Across">Standard deviation of the envelope across the bars, in pixels.</param>
/// <param name="Along">Standard deviation along them.</param>
/// <param name="Cosine">Height of the even wave.</param>
/// <param name="Sine">Height of the odd wave.</param>
internal sealed record GaborFunction(double Angle, double Frequency, double X, double Y, double Across, double Along, double Cosine, double Sine)
{
    private const int Numbers = 8;
    private const int Starts = 3;
    private const int Steps = 80;
    private const double LeastDeviation = 0.6;

    /// <summary>Finds the nearest one: from the best of a grid of orientations and frequencies by steps of Levenberg and Marquardt.</summary>
    /// <param name="target">H x W numbers, row after row.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    public static GaborFunction FitTo(double[] target, int height, int width)
    {
        var starts =
            from angle in Enumerable.Range(0, 12)
            from wave in Enumerable.Range(0, 6)
            let frequency = 0.5 * (wave + 0.5) / 6
            let start = Waves(target, new GaborFunction(
                Math.PI * angle / 12, frequency, (width - 1) / 2.0, (height - 1) / 2.0, Math.Min(height, width) / 3.5, Math.Min(height, width) / 3.5, 0, 0), width)
            orderby Error(target, start, width)
            select start;
        return starts.Take(Starts).Select(start => Improve(target, start, height, width)).MinBy(found => Error(target, found, width))!;
    }

    /// <summary>Its numbers at all pixels, row after row.</summary>
    public double[] Sample(int height, int width)
    {
        var values = new double[height * width];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = At(i % width, i / width);
        }

        return values;
    }

    private double At(double x, double y)
    {
        var (even, odd) = WavesAt(x, y);
        return (Cosine * even) + (Sine * odd);
    }

    private (double Even, double Odd) WavesAt(double x, double y)
    {
        var (sin, cos) = Math.SinCos(Angle);
        var (u, v) = (((x - X) * cos) + ((y - Y) * sin), ((y - Y) * cos) - ((x - X) * sin));
        var envelope = Math.Exp(-(u * u / (2 * Across * Across)) - (v * v / (2 * Along * Along)));
        var (wave, even) = Math.SinCos(2 * Math.PI * Frequency * u);
        return (envelope * even, envelope * wave);
    }

    // The best heights of both waves, by least squares.
    private static GaborFunction Waves(double[] target, GaborFunction shape, int width)
    {
        var (ee, eo, oo, et, ot) = (1e-12, 0.0, 1e-12, 0.0, 0.0);
        for (var i = 0; i < target.Length; i++)
        {
            var (even, odd) = shape.WavesAt(i % width, i / width);
            (ee, eo, oo, et, ot) = (ee + (even * even), eo + (even * odd), oo + (odd * odd), et + (even * target[i]), ot + (odd * target[i]));
        }

        var determinant = (ee * oo) - (eo * eo);
        return shape with { Cosine = ((oo * et) - (eo * ot)) / determinant, Sine = ((ee * ot) - (eo * et)) / determinant };
    }

    private static double Error(double[] target, GaborFunction function, int width)
    {
        var error = 0.0;
        for (var i = 0; i < target.Length; i++)
        {
            var difference = target[i] - function.At(i % width, i / width);
            error += difference * difference;
        }

        return error;
    }

    private static GaborFunction Improve(double[] target, GaborFunction start, int height, int width)
    {
        var (best, error, damping) = (start, Error(target, start, width), 1e-2);
        for (var step = 0; step < Steps && damping < 1e8; step++)
        {
            var (squares, slope) = NormalEquations(target, best, height, width);
            for (var i = 0; i < Numbers; i++)
            {
                squares[(i * Numbers) + i] *= 1 + damping;
            }

            var next = best.Moved(new LinearSystem(squares, Numbers, ridge: 1e-12).Solve(slope), height, width);
            var nextError = Error(target, next, width);
            (best, error, damping) = nextError < error ? (next, nextError, damping / 3) : (best, error, damping * 4);
        }

        return best;
    }

    private static (double[] Squares, double[] Slope) NormalEquations(double[] target, GaborFunction at, int height, int width)
    {
        const double Small = 1e-5;
        var derivatives = new double[Numbers][];
        for (var n = 0; n < Numbers; n++)
        {
            var (up, down) = (new double[Numbers], new double[Numbers]);
            (up[n], down[n]) = (Small, -Small);
            var (above, below) = (at.Shifted(up).Sample(height, width), at.Shifted(down).Sample(height, width));
            derivatives[n] = [.. above.Zip(below, (a, b) => (a - b) / (2 * Small))];
        }

        double[] rest = [.. target.Zip(at.Sample(height, width), (t, f) => t - f)];
        var (squares, slope) = (new double[Numbers * Numbers], new double[Numbers]);
        for (var a = 0; a < Numbers; a++)
        {
            slope[a] = TensorPrimitives.Dot<double>(derivatives[a], rest);
            for (var b = 0; b < Numbers; b++)
            {
                squares[(a * Numbers) + b] = TensorPrimitives.Dot<double>(derivatives[a], derivatives[b]);
            }
        }

        return (squares, slope);
    }

    private GaborFunction Shifted(double[] by) => new(
        Angle + by[0], Frequency + by[1], X + by[2], Y + by[3], Across + by[4], Along + by[5], Cosine + by[6], Sine + by[7]);

    // Waves shorter than two pixels and envelopes that leave the filter are no other functions of its pixels.
    private GaborFunction Moved(double[] by, int height, int width)
    {
        var moved = Shifted(by);
        var side = Math.Max(height, width);
        return moved with
        {
            Frequency = Math.Clamp(moved.Frequency, 0, 0.5),
            X = Math.Clamp(moved.X, 0, width - 1),
            Y = Math.Clamp(moved.Y, 0, height - 1),
            Across = Math.Clamp(moved.Across, LeastDeviation, side),
            Along = Math.Clamp(moved.Along, LeastDeviation, side),
        };
    }
}
