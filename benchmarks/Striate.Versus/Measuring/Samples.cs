namespace Striate.Versus.Measuring;

/// <summary>Times of one side.</summary>
internal sealed class Samples
{
    private readonly List<double> _seconds = [];

    /// <summary>The middle one; the mean of the middle two where they are even in number.</summary>
    public double Median
    {
        get
        {
            var sorted = _seconds.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    /// <summary>Takes one more.</summary>
    public void Add(double seconds) => _seconds.Add(seconds);
}
