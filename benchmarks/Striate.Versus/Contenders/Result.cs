namespace Striate.Versus.Contenders;

/// <summary>Numbers that both sides compute.</summary>
/// <param name="Name">What they are, such as "gradient of w".</param>
/// <param name="Values">In row-major order.</param>
internal sealed record Result(string Name, float[] Values)
{
    /// <summary>The largest difference to the other side's numbers, as a share of the largest of them.</summary>
    /// <param name="other">The same numbers, computed by the other side.</param>
    /// <returns>From 0; infinite where a number is not finite, or where they are not as many.</returns>
    public double DifferenceTo(Result other)
    {
        if (other.Name != Name || other.Values.Length != Values.Length)
        {
            return double.PositiveInfinity;
        }

        var (difference, largest) = (0.0, 0.0);
        for (var i = 0; i < Values.Length; i++)
        {
            if (!float.IsFinite(Values[i]) || !float.IsFinite(other.Values[i]))
            {
                return double.PositiveInfinity;
            }

            difference = Math.Max(difference, Math.Abs(Values[i] - other.Values[i]));
            largest = Math.Max(largest, Math.Abs(other.Values[i]));
        }

        return difference == 0 ? 0 : difference / largest;
    }
}
