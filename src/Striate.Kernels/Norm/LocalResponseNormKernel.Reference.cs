using System.Numerics;

namespace Striate.Kernels.Norm;

public static partial class LocalResponseNormKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int channels, in LocalResponseNormSettings s, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
            {
                y[i] = x[i] * T.Pow(Denominator(channels, s, x, i), T.CreateChecked(-s.Beta));
            }
        }

        public static void Backward<T>(int channels, in LocalResponseNormSettings s, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dx.Clear();
            for (var i = 0; i < x.Length; i++)
            {
                var d = Denominator(channels, s, x, i);
                dx[i] += dy[i] * T.Pow(d, T.CreateChecked(-s.Beta));
                var slope = T.CreateChecked(-2 * s.Alpha * s.Beta / s.Size) * dy[i] * x[i] * T.Pow(d, T.CreateChecked(-s.Beta - 1));
                foreach (var j in Neighbours(channels, s, i))
                {
                    dx[j] += slope * x[j];
                }
            }
        }

        private static T Denominator<T>(int channels, in LocalResponseNormSettings s, ReadOnlySpan<T> x, int i)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var sum = T.Zero;
            foreach (var j in Neighbours(channels, s, i))
            {
                sum += x[j] * x[j];
            }

            return T.CreateChecked(s.K) + (T.CreateChecked(s.Alpha / s.Size) * sum);
        }

        // The places of the same row whose channels are summed for place i.
        private static IEnumerable<int> Neighbours(int channels, LocalResponseNormSettings s, int i)
        {
            var c = i % channels;
            var first = Math.Max(0, c - s.Before);
            return Enumerable.Range(i - c + first, Math.Min(channels - 1, c + s.After) - first + 1);
        }
    }
}
