using System.Numerics;

namespace Striate.Kernels.Reduce;

public static partial class CrossEntropyKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static T Forward<T>(int samples, int classes, ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, T labelSmoothing)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var p = new T[scores.Length];
            SoftmaxKernel.Reference.Forward(samples, classes, scores, p);
            var loss = T.Zero;
            for (var i = 0; i < p.Length; i++)
            {
                loss -= Target(i, classes, labels, labelSmoothing) * T.Log(p[i]);
            }

            return loss / T.CreateChecked(samples);
        }

        public static void Backward<T>(
            int samples, int classes, ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, T labelSmoothing, Span<T> dscores)
            where T : IBinaryFloatingPointIeee754<T>
        {
            SoftmaxKernel.Reference.Forward(samples, classes, scores, dscores);
            for (var i = 0; i < dscores.Length; i++)
            {
                dscores[i] = (dscores[i] - Target(i, classes, labels, labelSmoothing)) / T.CreateChecked(samples);
            }
        }

        private static T Target<T>(int i, int classes, ReadOnlySpan<int> labels, T smoothing)
            where T : IBinaryFloatingPointIeee754<T> =>
            (labels[i / classes] == i % classes ? T.One - smoothing : T.Zero) + (smoothing / T.CreateChecked(classes));
    }
}
