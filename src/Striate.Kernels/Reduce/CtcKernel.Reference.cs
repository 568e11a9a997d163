using System.Numerics;

namespace Striate.Kernels.Reduce;

public static unsafe partial class CtcKernel
{
    /// <summary>What the kernel computes, by listing every way to spread the labels over the steps.</summary>
    internal static class Reference
    {
        public static T Forward<T>(in CtcBatch batch, in CtcSettings settings, ReadOnlySpan<T> scores)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var p = new T[scores.Length];
            SoftmaxKernel.Reference.Forward(AxisGeometry.Create(batch.Steps * batch.Samples, batch.Classes, 1), scores, p);
            var (loss, first) = (T.Zero, 0);
            for (var n = 0; n < batch.Samples; n++)
            {
                var labels = batch.Labels.Slice(first, batch.LabelLengths[n]).ToArray();
                var likelihood = T.Zero;
                var path = new int[batch.InputLengths[n]];
                var paths = Math.Pow(batch.Classes, path.Length);
                for (var i = 0L; i < paths; i++)
                {
                    var (number, product) = (i, T.One);
                    for (var t = 0; t < path.Length; t++, number /= batch.Classes)
                    {
                        path[t] = (int)(number % batch.Classes);
                        product *= p[(((t * batch.Samples) + n) * batch.Classes) + path[t]];
                    }

                    likelihood += Collapse(path, settings.Blank).SequenceEqual(labels) ? product : T.Zero;
                }

                var cost = -T.Log(likelihood);
                var isLeftOut = settings.ZeroInfinity && T.IsZero(likelihood);
                var divisor = settings.Reduction == Reduction.Sum ? T.One : T.CreateChecked(batch.Samples * Math.Max(labels.Length, 1));
                loss += isLeftOut ? T.Zero : cost / divisor;
                first += labels.Length;
            }

            return loss;
        }

        // Repeated classes count once, and blanks not at all.
        private static IEnumerable<int> Collapse(int[] path, int blank) =>
            path.Where((label, t) => label != blank && (t == 0 || path[t - 1] != label));
    }
}
