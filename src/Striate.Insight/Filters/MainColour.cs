namespace Striate.Insight;

/// <summary>The one colour that holds most of a filter: the first singular vector of its C x (H · W) numbers, and what the filter is in it.</summary>
internal static class MainColour
{
    private const int Rounds = 100;

    /// <summary>Finds it by powers of the C x C matrix of products.</summary>
    /// <param name="filter">C x H x W numbers, not all zero.</param>
    /// <param name="channels">C.</param>
    /// <returns>A vector of length 1 over the channels, and H x W numbers.</returns>
    public static (double[] Colour, double[] Profile) Of(ReadOnlySpan<float> filter, int channels)
    {
        var pixels = filter.Length / channels;
        var products = new double[channels, channels];
        for (var a = 0; a < channels; a++)
        {
            for (var b = 0; b < channels; b++)
            {
                for (var i = 0; i < pixels; i++)
                {
                    products[a, b] += (double)filter[(a * pixels) + i] * filter[(b * pixels) + i];
                }
            }
        }

        // The channel with most in it is not at right angles to the vector that is sought.
        var colour = new double[channels];
        colour[Enumerable.Range(0, channels).MaxBy(c => products[c, c])] = 1;
        for (var round = 0; round < Rounds; round++)
        {
            double[] next = [.. Enumerable.Range(0, channels).Select(a => Enumerable.Range(0, channels).Sum(b => products[a, b] * colour[b]))];
            var length = Math.Sqrt(next.Sum(value => value * value));
            colour = [.. next.Select(value => value / length)];
        }

        var profile = new double[pixels];
        for (var i = 0; i < filter.Length; i++)
        {
            profile[i % pixels] += colour[i / pixels] * filter[i];
        }

        return (colour, profile);
    }
}
