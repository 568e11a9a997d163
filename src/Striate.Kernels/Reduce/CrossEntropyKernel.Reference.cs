using System.Numerics;

namespace Striate.Kernels.Reduce;

public static partial class CrossEntropyKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static T Forward<T>(
            int samples, int classes, ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, in CrossEntropySettings settings, ReadOnlySpan<T> classWeights)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var (targets, total) = (Targets(samples, classes, labels, settings, classWeights), T.Zero);
            foreach (var label in labels)
            {
                total += label == settings.IgnoredLabel ? T.Zero : Weight(label, classWeights);
            }

            return Sum(samples, classes, scores, targets, settings) * Scale(settings, total);
        }

        public static T Forward<T>(
            int samples, int classes, ReadOnlySpan<T> scores, ReadOnlySpan<T> targets, in CrossEntropySettings settings, ReadOnlySpan<T> classWeights)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var weighted = new T[targets.Length];
            for (var i = 0; i < targets.Length; i++)
            {
                weighted[i] = Smooth(targets[i], classes, settings) * Weight(i % classes, classWeights);
            }

            return Sum(samples, classes, scores, weighted, settings) * Scale(settings, T.CreateChecked(samples));
        }

        private static T[] Targets<T>(
            int samples, int classes, ReadOnlySpan<int> labels, in CrossEntropySettings settings, ReadOnlySpan<T> classWeights)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var targets = new T[samples * classes];
            for (var i = 0; i < targets.Length; i++)
            {
                var label = labels[i / classes];
                targets[i] = label == settings.IgnoredLabel
                    ? T.Zero
                    : Smooth(label == i % classes ? T.One : T.Zero, classes, settings) * Weight(i % classes, classWeights);
            }

            return targets;
        }

        // Σ t·(1 − p)ᵞ·(log Σ exp s − s).
        private static T Sum<T>(int samples, int classes, ReadOnlySpan<T> scores, ReadOnlySpan<T> targets, in CrossEntropySettings settings)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var p = new T[samples * classes];
            SoftmaxKernel.Reference.Forward(AxisGeometry.Create(samples, classes, 1), scores, p);
            var (sum, gamma) = (T.Zero, T.CreateChecked(settings.Focus));
            for (var i = 0; i < p.Length; i++)
            {
                sum -= T.IsZero(targets[i]) ? T.Zero : targets[i] * T.Pow(T.One - p[i], gamma) * T.Log(p[i]);
            }

            return sum;
        }

        private static T Scale<T>(in CrossEntropySettings settings, T total)
            where T : IBinaryFloatingPointIeee754<T> => settings.Reduction == Reduction.Sum ? T.One : T.IsZero(total) ? T.Zero : T.One / total;

        private static T Smooth<T>(T target, int classes, in CrossEntropySettings settings)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var smoothing = T.CreateChecked(settings.LabelSmoothing);
            return ((T.One - smoothing) * target) + (smoothing / T.CreateChecked(classes));
        }

        private static T Weight<T>(int label, ReadOnlySpan<T> classWeights)
            where T : IBinaryFloatingPointIeee754<T> => classWeights.IsEmpty ? T.One : classWeights[label];
    }
}
