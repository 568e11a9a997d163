using Striate.Kernels.Elementwise;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Norm;

/// <summary>
/// Group normalisation of channels-last samples: the channels of each are cut into groups, and each group is normalised over all of its
/// places. With one group a sample is normalised as a whole, with as many as there are channels it is instance normalisation. A sample is one
/// piece of work, so that it is still in the cache at its second sweep. Wu and He, arXiv:1803.08494; Ulyanov et al., arXiv:1607.08022.
/// </summary>
public static unsafe partial class GroupNormKernel
{
    /// <summary>y[n,p,c] = (x[n,p,c] − mean[n,g]) / √(variance[n,g] + ε) · γ[c] + β[c], g being the group of c.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="epsilon">ε, added to the variance.</param>
    /// <param name="x">[N, places, C] numbers.</param>
    /// <param name="gamma">A factor for each channel, or empty for 1.</param>
    /// <param name="beta">A shift for each channel, or empty for 0.</param>
    /// <param name="y">As many.</param>
    /// <param name="statistics">Receives the means and then the biased variances, [2, N, groups], for the backward pass.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(
        in GroupNormGeometry g, double epsilon, ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, Span<float> y, Span<float> statistics)
    {
        Border.Length(x, g.Length);
        Border.SameLength(x, y);
        Border.LengthOrEmpty(gamma, g.Channels);
        Border.LengthOrEmpty(beta, g.Channels);
        Border.Length(statistics, g.StatisticsLength);
        fixed (float* px = x, pgamma = gamma, pbeta = beta, py = y, ps = statistics)
        {
            Workers.For(g.N, new ForwardSample(new Parameters(g, epsilon, pgamma, pbeta, ps), px, py));
        }
    }

    /// <summary>
    /// Gradients. dγ[c] = Σ dy·x̂ and dβ[c] = Σ dy over samples and places, and dx = (h − mean of h − x̂ · mean of h·x̂) / √(variance + ε), h = dy · γ,
    /// the means over a group.
    /// </summary>
    /// <param name="g">The sizes.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="x">[N, places, C] numbers.</param>
    /// <param name="gamma">A factor for each channel, or empty for 1.</param>
    /// <param name="statistics">From the forward pass.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dgamma">Gradient of γ, overwritten.</param>
    /// <param name="dbeta">Gradient of β, overwritten.</param>
    /// <param name="dx">Gradient of x, overwritten, or empty where nobody wants it; may be the same memory as <paramref name="dy"/>.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(
        in GroupNormGeometry g, double epsilon, ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> statistics, ReadOnlySpan<float> dy,
        Span<float> dgamma, Span<float> dbeta, Span<float> dx)
    {
        Border.Length(x, g.Length);
        Border.SameLength(x, dy);
        Border.LengthOrEmpty(dx, g.Length);
        Border.LengthOrEmpty(gamma, g.Channels);
        Border.Length(statistics, g.StatisticsLength);
        Border.Length(dgamma, g.Channels);
        Border.Length(dbeta, g.Channels);

        // Each sample's share of dγ and dβ, summed in the order of the samples.
        using var shares = Scratch.Rent(2 * g.N * g.Channels);
        fixed (float* px = x, pgamma = gamma, ps = statistics, pdy = dy, pdx = dx)
        {
            Workers.For(g.N, new BackwardSample(new Parameters(g, epsilon, pgamma, null, ps), px, pdy, shares.Pointer, pdx));
        }

        dgamma.Clear();
        dbeta.Clear();
        for (var i = 0; i < g.N * g.Channels; i++)
        {
            dgamma[i % g.Channels] += shares.Pointer[i];
            dbeta[i % g.Channels] += shares.Pointer[(g.N * g.Channels) + i];
        }
    }

    // A number for each channel.
    private static Span<float> Row(in Scratch numbers, int row, int channels) => new(numbers.Pointer + (row * channels), channels);

    // What both passes know of a sample, a number for each channel: a sample is then a small batch normalisation.
    private readonly struct Parameters(GroupNormGeometry g, double epsilon, float* gamma, float* beta, float* statistics)
    {
        public GroupNormGeometry Geometry => g;

        public double Epsilon => epsilon;

        public float* Means(int n) => statistics + ((nint)n * g.Groups);

        public float* Variances(int n) => statistics + (((nint)g.N + n) * g.Groups);

        public float Gamma(int c) => gamma is null ? 1 : gamma[c];

        public void Spread(int n, Span<float> mean, Span<float> variance, Span<float> factor, Span<float> shift)
        {
            for (var c = 0; c < g.Channels; c++)
            {
                var group = c / g.GroupChannels;
                (mean[c], variance[c]) = (Means(n)[group], Variances(n)[group]);
                (factor[c], shift[c]) = (Gamma(c), beta is null ? 0 : beta[c]);
            }
        }
    }

    private readonly struct ForwardSample(Parameters parameters, float* x, float* y) : IChunkedWork
    {
        public void Run(int n)
        {
            var g = parameters.Geometry;
            var source = new ReadOnlySpan<float>(x + ((nint)n * g.SampleLength), g.SampleLength);
            using var numbers = Scratch.Rent(6 * g.Channels);
            var mean = Row(numbers, 0, g.Channels);
            var variance = Row(numbers, 1, g.Channels);
            BatchNormKernel.Statistics(g.Places, g.Channels, source, mean, variance);
            for (var group = 0; group < g.Groups; group++)
            {
                Combine(
                    mean.Slice(group * g.GroupChannels, g.GroupChannels), variance.Slice(group * g.GroupChannels, g.GroupChannels),
                    out parameters.Means(n)[group], out parameters.Variances(n)[group]);
            }

            var factor = Row(numbers, 2, g.Channels);
            var level = Row(numbers, 3, g.Channels);
            parameters.Spread(n, mean, variance, factor, level);
            var scale = Row(numbers, 4, g.Channels);
            var shift = Row(numbers, 5, g.Channels);
            var state = new BatchNormState { Mean = mean, Variance = variance, Gamma = factor, Beta = level, Epsilon = parameters.Epsilon };
            BatchNormKernel.Coefficients(state, scale, shift);
            EpilogueKernel.Run(g.Places, g.Channels, source, new Epilogue { Scale = scale, Shift = shift }, new Span<float>(y + ((nint)n * g.SampleLength), g.SampleLength));
        }

        // Of channels with as many numbers each: the mean of the means, and the mean of variances and squared distances from that.
        private static void Combine(ReadOnlySpan<float> means, ReadOnlySpan<float> variances, out float mean, out float variance)
        {
            var (sum, squares) = (0.0, 0.0);
            foreach (var value in means)
            {
                sum += value;
            }

            mean = (float)(sum / means.Length);
            for (var c = 0; c < means.Length; c++)
            {
                var distance = means[c] - (sum / means.Length);
                squares += variances[c] + (distance * distance);
            }

            variance = (float)(squares / means.Length);
        }
    }

    private readonly struct BackwardSample(Parameters parameters, float* x, float* dy, float* shares, float* dx) : IChunkedWork
    {
        public void Run(int n)
        {
            var g = parameters.Geometry;
            var start = (nint)n * g.SampleLength;
            using var numbers = Scratch.Rent(7 * g.Channels);
            var mean = Row(numbers, 0, g.Channels);
            var variance = Row(numbers, 1, g.Channels);
            var factor = Row(numbers, 2, g.Channels);
            var zero = Row(numbers, 3, g.Channels);
            parameters.Spread(n, mean, variance, factor, zero);
            var state = new BatchNormState { Mean = mean, Variance = variance, Gamma = factor, Beta = zero, Epsilon = parameters.Epsilon };
            var dgamma = new Span<float>(shares + ((nint)n * g.Channels), g.Channels);
            var dbeta = new Span<float>(shares + (((nint)g.N + n) * g.Channels), g.Channels);
            BatchNormKernel.BackwardParameters(
                g.Places, g.Channels, state, new ReadOnlySpan<float>(x + start, g.SampleLength), new ReadOnlySpan<float>(dy + start, g.SampleLength), dgamma, dbeta);
            if (dx is null)
            {
                return;
            }

            // dx = scale·dy + slope·(x − mean) + offset, with three numbers a channel.
            var scale = numbers.Pointer + (4 * g.Channels);
            var slope = scale + g.Channels;
            var offset = slope + g.Channels;
            for (var c = 0; c < g.Channels; c += g.GroupChannels)
            {
                var (sum, products) = (0.0, 0.0);
                for (var i = c; i < c + g.GroupChannels; i++)
                {
                    sum += factor[i] * dbeta[i];
                    products += factor[i] * dgamma[i];
                }

                var (count, inverse) = ((double)g.GroupChannels * g.Places, 1 / Math.Sqrt(variance[c] + parameters.Epsilon));
                for (var i = c; i < c + g.GroupChannels; i++)
                {
                    scale[i] = (float)(factor[i] * inverse);
                    slope[i] = (float)(-inverse * inverse * products / count);
                    offset[i] = (float)(-inverse * sum / count);
                }
            }

            BatchNormKernel.BackwardLinear(g.Places, g.Channels, x + start, dy + start, numbers.Pointer, scale, slope, offset, dx + start);
        }
    }
}
