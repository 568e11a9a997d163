using System.Numerics;

namespace Striate.Kernels.Norm;

public static partial class GroupNormKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(
            in GroupNormGeometry g, T epsilon, ReadOnlySpan<T> x, ReadOnlySpan<T> gamma, ReadOnlySpan<T> beta, Span<T> y, Span<T> statistics)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var count = T.CreateChecked(g.GroupChannels * g.Places);
            statistics.Clear();
            for (var i = 0; i < x.Length; i++)
            {
                statistics[Group(g, i)] += x[i] / count;
            }

            for (var i = 0; i < x.Length; i++)
            {
                var distance = x[i] - statistics[Group(g, i)];
                statistics[(g.N * g.Groups) + Group(g, i)] += distance * distance / count;
            }

            for (var i = 0; i < x.Length; i++)
            {
                var c = i % g.Channels;
                y[i] = (Normalised(g, epsilon, x, statistics, i) * (gamma.IsEmpty ? T.One : gamma[c])) + (beta.IsEmpty ? T.Zero : beta[c]);
            }
        }

        public static void Backward<T>(
            in GroupNormGeometry g, T epsilon, ReadOnlySpan<T> x, ReadOnlySpan<T> gamma, ReadOnlySpan<T> statistics, ReadOnlySpan<T> dy,
            Span<T> dgamma, Span<T> dbeta, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dgamma.Clear();
            dbeta.Clear();
            var (sums, products) = (new T[g.N * g.Groups], new T[g.N * g.Groups]);
            for (var i = 0; i < x.Length; i++)
            {
                var (c, value) = (i % g.Channels, Normalised(g, epsilon, x, statistics, i));
                var factor = gamma.IsEmpty ? T.One : gamma[c];
                dgamma[c] += dy[i] * value;
                dbeta[c] += dy[i];
                sums[Group(g, i)] += dy[i] * factor;
                products[Group(g, i)] += dy[i] * factor * value;
            }

            var count = T.CreateChecked(g.GroupChannels * g.Places);
            for (var i = 0; i < x.Length; i++)
            {
                var (factor, group) = (gamma.IsEmpty ? T.One : gamma[i % g.Channels], Group(g, i));
                var value = Normalised(g, epsilon, x, statistics, i);
                dx[i] = ((dy[i] * factor) - (sums[group] / count) - (value * products[group] / count)) / T.Sqrt(statistics[(g.N * g.Groups) + group] + epsilon);
            }
        }

        private static int Group(in GroupNormGeometry g, int i) => (i / g.SampleLength * g.Groups) + (i % g.Channels / g.GroupChannels);

        private static T Normalised<T>(in GroupNormGeometry g, T epsilon, ReadOnlySpan<T> x, ReadOnlySpan<T> statistics, int i)
            where T : IBinaryFloatingPointIeee754<T> =>
            (x[i] - statistics[Group(g, i)]) / T.Sqrt(statistics[(g.N * g.Groups) + Group(g, i)] + epsilon);
    }
}
