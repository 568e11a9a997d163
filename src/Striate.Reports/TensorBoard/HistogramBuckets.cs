namespace Striate.Reports.TensorBoard;

/// <summary>
/// Counts values in TensorBoard's usual buckets: limits ±10⁻¹² · 1.1ⁿ up to 10²⁰, zero, and the largest numbers at the
/// ends, so that weights of any size show their form.
/// </summary>
internal static class HistogramBuckets
{
    private static readonly double[] Limits = MakeLimits();

    /// <summary>The histogram of finite values; runs of empty buckets are written as one.</summary>
    public static HistogramProto Count(ReadOnlySpan<float> values)
    {
        var counts = new double[Limits.Length];
        var histogram = new HistogramProto { Num = values.Length };
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            counts[BucketOf(value)]++;
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
            histogram.Sum += value;
            histogram.SumSquares += (double)value * value;
        }

        (histogram.Min, histogram.Max) = values.Length == 0 ? (0, 0) : (min, max);
        for (var i = 0; i < counts.Length; i++)
        {
            while (counts[i] == 0 && i + 1 < counts.Length && counts[i + 1] == 0)
            {
                i++;
            }

            histogram.BucketLimit.Add(Limits[i]);
            histogram.Bucket.Add(counts[i]);
        }

        return histogram;
    }

    // A value that equals a limit belongs to the bucket above it.
    private static int BucketOf(double value)
    {
        var place = Array.BinarySearch(Limits, value);
        return place >= 0 ? place + 1 : ~place;
    }

    private static double[] MakeLimits()
    {
        var positive = new List<double>();
        for (var limit = 1e-12; limit < 1e20; limit *= 1.1)
        {
            positive.Add(limit);
        }

        positive.Add(double.MaxValue);
        return [.. positive.Select(limit => -limit).Reverse(), 0, .. positive];
    }
}
