namespace Striate.Networks;

/// <summary>A place on a line through the weights.</summary>
/// <param name="Step">How far along the direction.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="Gradient">Its gradient.</param>
/// <param name="Slope">Its derivative along the direction.</param>
internal sealed record LinePoint(double Step, double Loss, double[] Gradient, double Slope);

/// <summary>
/// Looks along a line for a place that is low enough and flat enough (Wolfe's strong conditions): first outwards until such a place must
/// lie between two, then between them, each time at the lowest point of the cubic through both. Nocedal and Wright, algorithms 3.5 and 3.6.
/// </summary>
internal static class StrongWolfe
{
    private const double Decrease = 1e-4, Flatness = 0.9;
    private const int MostSteps = 25;

    /// <summary>Searches.</summary>
    /// <param name="evaluate">Evaluates a place.</param>
    /// <param name="start">Where the line begins; its slope is negative.</param>
    /// <param name="length">The first step that is tried.</param>
    /// <param name="largest">The largest number of the direction.</param>
    /// <param name="tolerance">A stretch on which no weight changes by more is not searched.</param>
    /// <returns>The place, and how many were evaluated.</returns>
    public static (LinePoint Found, int Evaluations) Search(Func<double, LinePoint> evaluate, LinePoint start, double length, double largest, double tolerance)
    {
        var (before, here, tried) = (start, evaluate(length), 1);
        while (true)
        {
            if (tried > MostSteps)
            {
                before = start;
                break;
            }

            if (IsTooHigh(here) || (tried > 2 && here.Loss >= before.Loss))
            {
                break;
            }

            if (IsFlat(here))
            {
                return (here, tried);
            }

            if (here.Slope >= 0)
            {
                break;
            }

            var next = Lowest(before, here, here.Step + (0.01 * (here.Step - before.Step)), here.Step * 10);
            (before, here) = (here, evaluate(next));
            tried++;
        }

        return Between(before, here);

        bool IsTooHigh(LinePoint point) => point.Loss > start.Loss + (Decrease * point.Step * start.Slope);

        bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= -Flatness * start.Slope;

        (LinePoint Found, int Evaluations) Between(LinePoint a, LinePoint b)
        {
            var (low, high) = a.Loss <= b.Loss ? (a, b) : (b, a);
            for (var wasNearAnEnd = false; tried <= MostSteps && Math.Abs(high.Step - low.Step) * largest >= tolerance; tried++)
            {
                var (first, last) = (Math.Min(low.Step, high.Step), Math.Max(low.Step, high.Step));
                var step = Lowest(low, high, first, last);

                // A place near an end twice in a row, or at it, makes no way: a tenth of the stretch away from it then.
                var margin = 0.1 * (last - first);
                var isNearAnEnd = Math.Min(last - step, step - first) < margin;
                if (isNearAnEnd && (wasNearAnEnd || step >= last || step <= first))
                {
                    step = Math.Abs(step - last) < Math.Abs(step - first) ? last - margin : first + margin;
                    isNearAnEnd = false;
                }

                wasNearAnEnd = isNearAnEnd;
                var point = evaluate(step);
                if (IsTooHigh(point) || point.Loss >= low.Loss)
                {
                    (low, high) = low.Loss <= point.Loss ? (low, point) : (point, low);
                    continue;
                }

                if (IsFlat(point))
                {
                    return (point, tried + 1);
                }

                high = point.Slope * (high.Step - low.Step) >= 0 ? low : high;
                low = point;
            }

            return (low, tried);
        }
    }

    // The lowest point between bounds of the cubic that has the losses and slopes of two places.
    private static double Lowest(LinePoint a, LinePoint b, double least, double most)
    {
        var middle = a.Slope + b.Slope - (3 * (a.Loss - b.Loss) / (a.Step - b.Step));
        var square = (middle * middle) - (a.Slope * b.Slope);
        if (!(square >= 0))
        {
            return (least + most) / 2;
        }

        var (left, right) = a.Step <= b.Step ? (a, b) : (b, a);
        var root = Math.Sqrt(square);
        var step = right.Step - ((right.Step - left.Step) * ((right.Slope + root - middle) / (right.Slope - left.Slope + (2 * root))));
        return double.IsNaN(step) ? (least + most) / 2 : Math.Clamp(step, least, most);
    }
}
