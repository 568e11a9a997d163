namespace Striate.History;

/// <summary>Sound, one channel.</summary>
/// <param name="Samples">The pressure, from −1 to 1.</param>
/// <param name="Rate">Samples a second.</param>
public sealed record Recording(float[] Samples, int Rate)
{
    // Crossings of zero of the filter on either side, at the lower of the two rates.
    private const int Lobes = 12;

    /// <summary>How long it is, in seconds.</summary>
    public double Seconds => (double)Samples.Length / Rate;

    /// <summary>The same sound at another rate, by a sinc filter under Hann's window: what the lower rate cannot hold is left out.</summary>
    /// <param name="rate">Samples a second.</param>
    public Recording At(int rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1);
        if (rate == Rate)
        {
            return this;
        }

        var samples = new float[(int)((long)Samples.Length * rate / Rate)];
        var (step, cut) = ((double)Rate / rate, Math.Min(1, (double)rate / Rate));
        var reach = Lobes / cut;
        for (var i = 0; i < samples.Length; i++)
        {
            var (place, sum, weights) = (i * step, 0.0, 0.0);
            for (var j = Math.Max(0, (int)Math.Ceiling(place - reach)); j <= Math.Min(Samples.Length - 1, place + reach); j++)
            {
                var distance = j - place;
                var weight = Sinc(cut * distance) * (0.5 + (0.5 * Math.Cos(Math.PI * distance / reach)));
                (sum, weights) = (sum + (weight * Samples[j]), weights + weight);
            }

            samples[i] = (float)(sum / weights);
        }

        return new Recording(samples, rate);
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
