using System.Numerics;

namespace Striate.Kernels.Reduce;

public static partial class HingeKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static T Forward<T>(int samples, int classes, ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, T margin)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var loss = T.Zero;
            for (var i = 0; i < samples; i++)
            {
                var row = scores.Slice(i * classes, classes);
                for (var j = 0; j < classes; j++)
                {
                    if (j != labels[i])
                    {
                        loss += T.Max(T.Zero, row[j] - row[labels[i]] + margin);
                    }
                }
            }

            return loss / T.CreateChecked(samples);
        }

        public static void Backward<T>(int samples, int classes, ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, T margin, Span<T> dscores)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dscores.Clear();
            var share = T.One / T.CreateChecked(samples);
            for (var i = 0; i < samples; i++)
            {
                var row = scores.Slice(i * classes, classes);
                var gradient = dscores.Slice(i * classes, classes);
                for (var j = 0; j < classes; j++)
                {
                    if (j != labels[i] && row[j] - row[labels[i]] + margin > T.Zero)
                    {
                        gradient[j] += share;
                        gradient[labels[i]] -= share;
                    }
                }
            }
        }
    }
}
