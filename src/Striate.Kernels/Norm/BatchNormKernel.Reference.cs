using System.Numerics;

namespace Striate.Kernels.Norm;

public static partial class BatchNormKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Statistics<T>(int rows, int channels, ReadOnlySpan<T> x, Span<T> mean, Span<T> variance)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var count = T.CreateChecked(rows);
            mean.Clear();
            variance.Clear();
            for (var i = 0; i < x.Length; i++)
            {
                mean[i % channels] += x[i] / count;
            }

            for (var i = 0; i < x.Length; i++)
            {
                var distance = x[i] - mean[i % channels];
                variance[i % channels] += distance * distance / count;
            }
        }

        public static void Forward<T>(
            int channels, T epsilon, ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> variance,
            ReadOnlySpan<T> gamma, ReadOnlySpan<T> beta, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
            {
                var c = i % channels;
                y[i] = ((x[i] - mean[c]) / T.Sqrt(variance[c] + epsilon) * gamma[c]) + beta[c];
            }
        }

        public static void BackwardParameters<T>(
            int channels, T epsilon, ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> variance,
            ReadOnlySpan<T> dy, Span<T> dgamma, Span<T> dbeta)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dgamma.Clear();
            dbeta.Clear();
            for (var i = 0; i < x.Length; i++)
            {
                var c = i % channels;
                dgamma[c] += dy[i] * (x[i] - mean[c]) / T.Sqrt(variance[c] + epsilon);
                dbeta[c] += dy[i];
            }
        }

        public static void BackwardData<T>(
            int rows, int channels, T epsilon, ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> variance,
            ReadOnlySpan<T> gamma, ReadOnlySpan<T> dy, ReadOnlySpan<T> dgamma, ReadOnlySpan<T> dbeta, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var count = T.CreateChecked(rows);
            for (var i = 0; i < x.Length; i++)
            {
                var c = i % channels;
                var deviation = T.Sqrt(variance[c] + epsilon);
                var normalised = (x[i] - mean[c]) / deviation;
                var throughStatistics = dgamma.IsEmpty ? T.Zero : (dbeta[c] + (normalised * dgamma[c])) / count;
                dx[i] = gamma[c] / deviation * (dy[i] - throughStatistics);
            }
        }
    }
}
